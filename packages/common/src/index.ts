export { definePolicy, type Policy, type PolicyInput, type PolicyMode } from './policy';
export type { EffectivePolicy } from './effective-policy';
export type { DurationString, HandrailDuration } from './duration';
export type { Size } from './size';
export type { Waivers } from './guards/waivers';
