/* What style sheets ask of a browser: properties, values, functions, units, selectors and at-rules.
   What stands in @supports, or has a plainer declaration of the same property before it, may be lacking. */

import { basename } from "node:path";
import { readFileSync } from "node:fs";

import { generate, parse, walk } from "css-tree";

import { DATA, lacking } from "./promise.mjs";

const { properties, selectors, types, "at-rules": atRules } = DATA.css;
const UNITS = { dvh: "dynamic", dvb: "dynamic", svh: "small", lvh: "large" };

/**
 * One fault for each thing in `files` that a promised browser lacks.
 * @returns {{key: string, where: string, browsers: string[]}[]}
 */
export function styleFaults(files) {
  return files.flatMap((file) => faultsIn(readFileSync(file, "utf-8"), basename(file)));
}

/** The faults in one style sheet. */
export function faultsIn(css, name) {
  const faults = [];
  walk(parse(css, { positions: true }), function look(node) {
    if (isGuarded(this.atrule)) return;
    for (const [key, feature, prefixes] of featuresOf(node, this)) {
      const browsers = lacking(feature, prefixes);
      if (browsers.length) faults.push({ key, where: `${name}:${node.loc.start.line}`, browsers });
    }
  });
  return faults;
}

function isGuarded(atrule) {
  return atrule?.name === "supports";
}

function featuresOf(node, around) {
  switch (node.type) {
    case "Declaration": return node.property.startsWith("-") ? [] : [...ofDeclaration(node, around.block), ...ofToken(node, around.rule)];
    case "PseudoClassSelector":
    case "PseudoElementSelector": return node.name.startsWith("-") ? [] : [[`selectors.${node.name}`, selectors[node.name], []]];
    case "Atrule": return [[`at-rules.${node.name}`, atRules[node.name], []]];
    case "Feature": return [[`media.${node.name}`, atRules.media[node.name], []]];
    default: return [];
  }
}

function ofDeclaration(node, block) {
  const others = block?.children.toArray().filter((each) => each.type === "Declaration") ?? [];
  const earlier = others.slice(0, others.indexOf(node));
  if (earlier.some((each) => each.property === node.property)) return [];
  const prefixes = others.map((each) => each.property)
    .filter((each) => each.startsWith("-") && each.endsWith(`-${node.property}`))
    .map((each) => each.slice(0, -node.property.length));
  const property = properties[node.property];
  return [[`properties.${node.property}`, property, prefixes], ...(prefixes.length ? [] : ofValue(node, property))];
}

/* A backdrop of before 2024 inherits no custom properties. */
function ofToken(node, rule) {
  const isBackdrop = rule?.prelude && generate(rule.prelude).includes("::backdrop");
  if (!isBackdrop || !generate(node.value).includes("var(")) return [];
  return [["selectors.backdrop.var", selectors.backdrop.inherit_from_originating_element, []]];
}

function ofValue(node, property) {
  const found = [];
  walk(node.value, (part) => {
    const key = part.name ?? part.unit;
    const feature = {
      Identifier: () => property?.[key],
      Function: () => property?.[key] ?? types[key] ?? types.color?.[key],
      Dimension: () => types.length?.[`viewport_percentage_units_${UNITS[key]}`],
    }[part.type]?.();
    if (feature?.__compat) found.push([`properties.${node.property}.${key}`, feature, []]);
  });
  return found;
}
