// Folds the names that come in as a JSON list, with the script that pages use.
import { readFileSync } from "node:fs";
import { fold } from "../../static/js/shared/fold.js";

const names = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(names.map(fold)));
