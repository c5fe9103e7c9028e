/* What is filled in about one person and one skill, and what lacks. Pure. */

/** @typedef {import("./people.js").Skill} Skill */
/**
 * @typedef {object} Draft
 * @property {string} id of the assessment that it becomes: saved again after a cut, it is the same one
 * @property {string} person
 * @property {string} skill
 * @property {number | null} level
 * @property {Record<string, string>} answers
 * @property {string[]} remarks
 * @property {string} note
 * @property {string} method
 * @property {string | null} photo its bytes, as base64url
 * @property {Skill} [of] as it was when this was begun
 */

export const LONGEST_NOTE = 300;

/**
 * @param {string} id
 * @param {string} person
 * @param {string} skill
 * @returns {Draft}
 */
export function emptyDraft(id, person, skill) {
  return { id, person, skill, level: null, answers: {}, remarks: [], note: "", method: "practice", photo: null };
}

/**
 * Whether leaving it loses something.
 * @param {Draft} draft
 */
export function isBegun({ level, answers, remarks, note, photo }) {
  return Boolean(level !== null || Object.keys(answers).length || remarks.length || note.trim() || photo);
}

/**
 * What has to be put right first: keys of texts, with the id of the field.
 * @param {Draft} draft
 * @param {Skill} skill
 * @returns {{field: string, key: string, criterion?: import("./people.js").Words}[]}
 */
export function lacks(draft, skill) {
  if (draft.level === null) return [{ field: "level", key: "error.level" }];
  if (draft.note.length > LONGEST_NOTE) return [{ field: "note", key: "error.note" }];
  if (draft.level === 0) return [];
  return skill.criteria
    .filter(({ id }) => !draft.answers[id])
    .map(({ id, text }) => ({ field: `criterion-${id}`, key: "error.criterion", criterion: text }));
}

/**
 * Why what is filled in may not be meant, as the page of the site asks it: the level of a badge above it, and that
 * somebody looked on this day already. Null when there is nothing to ask.
 * @param {Pick<Draft, "level">} draft
 * @param {number | null} held
 * @param {boolean} today
 * @returns {{held: number | null, today: boolean} | null}
 */
export function doubtsAbout({ level }, held, today) {
  const above = held !== null && level !== null && held > level ? held : null;
  return above === null && !today ? null : { held: above, today };
}

/**
 * The content of an item, without what the moment of saving adds.
 * @param {Draft} draft
 * @param {Skill} skill
 */
export function contentOf(draft, skill) {
  return {
    type: "assessment",
    person: draft.person,
    skill_version: skill.version,
    level: draft.level,
    answers: draft.level === 0 ? {} : Object.fromEntries(skill.criteria.map(({ id }) => [id, draft.answers[id]])),
    remarks: draft.remarks,
    note: draft.note.trim(),
    method: draft.method,
    corrects: null,
  };
}

/**
 * One tap that fills in a level and that everything was seen.
 * @param {Draft} draft
 * @param {Skill} skill
 * @param {number} [level]
 * @returns {Draft}
 */
export function allSeen(draft, skill, level) {
  const answers = Object.fromEntries(skill.criteria.map(({ id }) => [id, "seen"]));
  return { ...draft, answers, level: level ?? draft.level };
}
