// Runs axe-core over XHTML pages in a Chromium: TOOLS CHROMIUM PAGE...; prints PAGE, count and rules, divided by tabs.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tools, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(tools + "/node_modules/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
for (const path of pages) {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on("request", (r) => (/^(file|data):/.test(r.url()) ? r.continue() : r.abort()));
  await page.goto(pathToFileURL(path).href);
  await page.evaluate(axe);
  const { violations } = await page.evaluate("axe.run()");
  const told = violations.map((v) => `${v.id} x${v.nodes.length}: ${v.help}`);
  console.log([path, violations.length, ...told].join("\t"));
  await page.close();
}
await browser.close();
