// Picks the table of a language. Knows which languages there are, and nothing of where the choice comes from.

import { en } from "./en.js";
import { zhCN } from "./zh-CN.js";

const TABLES = { en, "zh-CN": zhCN };

export const LANGUAGES = Object.keys(TABLES);

export function words(lang) {
  return TABLES[lang];
}

/** The language of ours that a browser tag such as "zh-Hans-SG" asks for; null for any other. */
export function match(tag) {
  const lower = String(tag).toLowerCase();
  if (lower === "zh" || lower.startsWith("zh-")) return "zh-CN";
  return lower === "en" || lower.startsWith("en-") ? "en" : null;
}
