// Starts the behaviour of form components; every page works without it.
import { initAll } from "../vendor/govuk-frontend-6.3.0/govuk-frontend.min.js";
import { startCounting } from "./counting.js";
import { startKeeping } from "./keeping.js";
import { startFolding } from "./folding.js";

initAll();
startKeeping();
startCounting();
startFolding();
