"""Finds what lies over something else on a page, and what is cut off."""

from playwright.sync_api import Page

FIND = """() => {
    const shown = tag => tag.checkVisibility({opacityProperty: true, visibilityProperty: true})
        && !tag.closest('.visually-hidden, .skip-link, [hidden], option, svg');
    // what sticks to an edge lies over what scrolls under it, as it should
    const sticks = tag => {
        for (let at = tag; at; at = at.parentElement)
            if (['sticky', 'fixed'].includes(getComputedStyle(at).position)) return true;
        return false;
    };
    // what an edge cuts off lies over nothing
    const seen = (tag, box) => {
        let {left, top, right, bottom} = box;
        for (let at = tag; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.clipPath !== 'none') return {left, top, right: left, bottom: top};
            if (style.overflowX === 'visible' || style.display === 'inline') continue;
            const edge = at.getBoundingClientRect();
            [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
            [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
        }
        return {left, top, right, bottom};
    };
    const pieces = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, tag = text.parentElement;
        if (!text.data.trim() || !shown(tag) || sticks(tag)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
            pieces.push({tag, box: seen(tag, box), words: text.data.trim()});
    }
    const fields = 'main img, main input:not([type=hidden]), main select, main textarea';
    for (const tag of document.querySelectorAll(fields))
        if (shown(tag) && !sticks(tag) && getComputedStyle(tag).opacity !== '0')
            pieces.push({tag, box: tag.getBoundingClientRect(), words: tag.outerHTML.slice(0, 80)});
    const over = [];
    for (const [place, one] of pieces.entries()) {
        for (const other of pieces.slice(place + 1)) {
            if (one.tag.contains(other.tag) || other.tag.contains(one.tag)) continue;
            const [a, b] = [one.box, other.box];
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            // lines of large letters may touch with their empty edges
            const least = Math.min(a.bottom - a.top, b.bottom - b.top) / 3;
            if (across > 2 && down > Math.max(least, 2))
                over.push(`"${one.words}" lies over "${other.words}"`);
        }
    }
    const cut = [...document.querySelectorAll('main *')]
        .filter(tag => shown(tag)
            && !tag.matches('input, textarea, select, .table-frame, .table-frame *'))
        .filter(tag => getComputedStyle(tag).clipPath === 'none')
        .filter(tag => ['hidden', 'clip'].includes(getComputedStyle(tag).overflowX))
        .filter(tag => tag.scrollWidth > tag.clientWidth + 1 && tag.clientWidth > 0)
        .map(tag => `cut off: ${tag.outerHTML.slice(0, 120)}`);
    return [...new Set([...over, ...cut])];
}"""


def overlaps(page: Page) -> list[str]:
    """One line for each pair of texts, pictures and fields that lie over each other."""
    found: list[str] = page.evaluate(FIND)
    return found
