/* Finds what a module works with, and says which part a template forgot. */

/**
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`${kind.name} ${selector} is missing`);
}

/**
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  return find(document, `#${CSS.escape(id)}`, kind);
}

/**
 * Words of an element that the template always gives.
 * @param {HTMLElement} element
 * @param {string} name
 * @returns {string}
 */
export function words(element, name) {
  const found = element.dataset[name];
  if (found === undefined) throw new TypeError(`data-${name} is missing`);
  return found;
}
