/* What scripts ask of a browser: every property of the platform that they name, found by its type. */

import { basename } from "node:path";

import ts from "typescript";

import { DATA, lacking } from "./promise.mjs";

/**
 * One fault for each thing in `files` that a promised browser lacks.
 * @returns {{key: string, where: string, browsers: string[]}[]}
 */
export function scriptFaults(files) {
  const program = ts.createProgram(files, {
    allowJs: true, checkJs: true, noEmit: true, strict: true, types: [],
    target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  });
  const checker = program.getTypeChecker();
  const faults = [];
  for (const file of files.map((name) => program.getSourceFile(name))) {
    const visit = (node) => {
      for (const [key, feature] of featuresAt(node, checker)) {
        const browsers = lacking(feature);
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        if (browsers.length) faults.push({ key, where: `${basename(file.fileName)}:${line}`, browsers });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return faults;
}

function featuresAt(node, checker) {
  if (ts.isPropertyAccessExpression(node)) return featuresOfMember(node, checker);
  if (ts.isIdentifier(node) && isGlobal(node, checker)) return entries([node.text]);
  if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.initializer)) return featuresOfOption(node, checker);
  return [];
}

function featuresOfMember(node, checker) {
  const symbol = checker.getSymbolAtLocation(node.name);
  const declared = symbol?.declarations?.filter(isOfPlatform) ?? [];
  if (declared.length === 0) return [];
  const owners = [...declared.map((each) => each.parent?.name?.text), ...namesOf(checker.getTypeAtLocation(node.expression))];
  const first = entries(owners.filter(Boolean).map((owner) => `${owner.replace(/Constructor$/, "")}.${node.name.text}`));
  return first.slice(0, 1);
}

/* An option of a call, as in createImageBitmap(file, {imageOrientation: "from-image"}). */
function featuresOfOption(node, checker) {
  const call = ts.findAncestor(node, ts.isCallExpression);
  const method = call && checker.getResolvedSignature(call)?.declaration;
  if (!method || !isOfPlatform(method)) return [];
  const name = method.name?.text;
  const owner = method.parent?.name?.text;
  const under = [name, `${owner}.${name}`].map((each) => `${each}.options_${node.name.text}_parameter`);
  return entries(under.flatMap((each) => [each, `${each}.${node.initializer.text}`]));
}

function namesOf(type) {
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  return parts.flatMap((part) => [part.symbol?.name, ...(part.getBaseTypes?.() ?? []).flatMap(namesOf)]);
}

function isGlobal(node, checker) {
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false;
  const declared = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declared.some((each) => isOfPlatform(each) && (ts.isVariableDeclaration(each) || ts.isFunctionDeclaration(each)));
}

function isOfPlatform(declaration) {
  return /\/lib\.[\w.]*d\.ts$/.test(declaration.getSourceFile().fileName);
}

function entries(paths) {
  return paths.flatMap((path) => ["api", "javascript.builtins"].map((root) => `${root}.${path}`))
    .map((key) => [key, key.split(".").reduce((part, name) => part?.[name], DATA)])
    .filter(([, feature]) => feature?.__compat);
}
