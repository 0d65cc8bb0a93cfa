// Starts the behaviour of form components; every page works without it.
import { initAll } from "../vendor/govuk-frontend-6.3.0/govuk-frontend.min.js";
import { startCounting } from "./counting.js";
import { startKeeping } from "./keeping.js";
import { offerPrinting } from "./printing.js";

initAll();
startKeeping();
startCounting();
offerPrinting();
