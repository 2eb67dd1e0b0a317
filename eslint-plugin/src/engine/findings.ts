import { relative, sep } from 'node:path';
import type { Hazard, HazardKind } from './hazard.js';
import type { Entry } from './interpret/entries.js';
import type { Edge, Frame } from './interpret/frame.js';
import type { LoadedModule } from './interpret/loaded-module.js';
import type { Span } from './module-code.js';
import { isZoned } from './sandbox/date-packages.js';

/** A hazard that workflow code reaches, seen from one file. */
export interface Finding {
  readonly kind: HazardKind;
  /** Where in the file its author can act. */
  readonly span: Span;
  /** Who reaches it: `charge()`, `Loading src/workflows/order.ts`. */
  readonly from: string;
  readonly hazard: string;
  /** The way to it, from the workflow to the hazard itself; empty where it stands in the workflow's own body. */
  readonly chain: readonly string[];
  /** Likely, not certain. */
  readonly may: boolean;
}

/** Where a search for hazards begins. */
export interface Start {
  readonly from: string;
  readonly frame: Frame;
  /** What it does is done before every other start. */
  readonly isLoading: boolean;
}

interface Step {
  readonly frame: Frame;
  readonly previous: Step | undefined;
  readonly edge: Edge | undefined;
  readonly mays: number;
}

/** The starts of a module: that it is loaded, and each of its entries. */
export function startsOf(module: LoadedModule, moduleFrame: Frame, entries: readonly Entry[], root: string): Start[] {
  return [
    { from: `Loading ${show(module.path, root)}`, frame: moduleFrame, isLoading: true },
    ...entries.map(({ name, frame }) => ({ from: name, frame, isLoading: false })),
  ];
}

/** Knows frames from which no hazard is reached. */
export interface HarmlessFrames {
  isHarmless(frame: Frame): boolean;
  noteHarmless(frame: Frame): void;
}

export interface FindingOptions {
  /** The folder that paths are shown relative to. */
  readonly root: string;
  /** Frames from which no hazard is reached, which need not be walked again for each workflow. */
  readonly harmless: HarmlessFrames;
  /** Whether somebody has vouched for a hazard where it stands. */
  readonly isWaived: (module: LoadedModule, hazard: Hazard) => boolean;
}

/** A finding with how far it is from the workflow: of two of one hazard the nearer is told. */
interface Found {
  readonly finding: Finding;
  readonly length: number;
}

/** What is found in one file, each hazard at each place once. */
export type FoundInFile = ReadonlyMap<string, Found>;

/** What a workflow's starts reach, by the files that can do something about it: its own, and those where it happens. */
export function findAll(path: string, starts: readonly Start[], options: FindingOptions): Map<string, FoundInFile> {
  const files = new Map<string, Map<string, Found>>();
  const zonedByLoading = new Set<string>();
  for (const start of starts) {
    const steps = stepsFrom(start.frame, options.harmless);
    // Each execution of a workflow loads the modules anew, and runs one start.
    const zoned = new Set([...zonedByLoading, ...zonedIn(steps)]);
    if (start.isLoading && zoned.size > 0) for (const name of zonedForSure(start.frame)) zonedByLoading.add(name);
    for (const step of steps) {
      for (const hazard of step.frame.hazards) {
        if (hazard.kind === 'default-time-zone') continue;
        if (hazard.kind === 'host-time-zone' && isZoned(hazard.name, zoned)) continue;
        if (hazard.name.startsWith('process.') && isGivenWhole(step)) continue;
        if (options.isWaived(step.frame.module, hazard)) continue;
        for (const [file, span] of placesOf(path, step, hazard)) {
          let found = files.get(file);
          if (found === undefined) files.set(file, (found = new Map<string, Found>()));
          addFound(found, start, step, hazard, span, options.root);
        }
      }
    }
  }
  return files;
}

// Where a call is given the whole environment, that is reported, and it does not matter which variables are read of it.
function isGivenWhole(last: Step): boolean {
  for (let step = last; step.previous !== undefined; step = step.previous) {
    for (const { givenTo } of step.previous.frame.hazards)
      if (givenTo !== undefined && givenTo[0] === step.edge?.span[0]) return true;
  }
  return false;
}

/** The packages that are given a zone for all that they make, or may be. */
function zonedIn(steps: readonly Step[]): string[] {
  return steps.flatMap(({ frame }) =>
    [...frame.hazards].flatMap(({ kind, name }) => (kind === 'default-time-zone' ? name : [])),
  );
}

function zonedForSure(start: Frame): Set<string> {
  const zoned = new Set<string>();
  const frames = new Set([start]);
  for (const frame of frames) {
    for (const { kind, name, may } of frame.hazards) if (kind === 'default-time-zone' && !may) zoned.add(name);
    for (const { to, isSure } of frame.edges) if (isSure) frames.add(to);
  }
  return zoned;
}

function addFound(
  found: Map<string, Found>,
  { from }: Start,
  step: Step,
  hazard: Hazard,
  span: Span,
  root: string,
): void {
  const may = step.mays > 0 || hazard.may;
  const key = `${hazard.kind} ${span[0]} ${identityOf(step.frame.module, hazard)}`;
  const length = lengthOf(step) + (may ? 1000 : 0);
  const existing = found.get(key);
  if (existing !== undefined && existing.length <= length) return;
  const { kind, name } = hazard;
  found.set(key, { finding: { kind, span, from, hazard: name, chain: chainOf(step, hazard, root), may }, length });
}

/** The findings of a file, as far as some workflows reach it. */
export function findingsIn(all: readonly FoundInFile[]): Finding[] {
  const nearest = new Map<string, Found>();
  for (const found of all) {
    for (const [key, each] of found) {
      const existing = nearest.get(key);
      if (existing === undefined || each.length < existing.length) nearest.set(key, each);
    }
  }
  return onePerEntry([...nearest.values()]);
}

// Two ways from one entry to one hazard are one report, at the shorter one.
function onePerEntry(all: readonly Found[]): Finding[] {
  const kept = new Map<string, Found>();
  for (const found of all) {
    const { from, kind, hazard, chain, span } = found.finding;
    const key = `${from} ${kind} ${hazard} ${chain.at(-2) ?? String(span[0])}`;
    const existing = kept.get(key);
    if (existing === undefined || found.length < existing.length) kept.set(key, found);
  }
  return [...kept.values()].map(({ finding }) => finding).sort((a, b) => a.span[0] - b.span[0]);
}

// Breadth first, and whatever is certain before what only may happen.
function stepsFrom(start: Frame, harmless: HarmlessFrames): readonly Step[] {
  if (harmless.isHarmless(start)) return [];
  const steps = new Map<Frame, Step>([[start, { frame: start, previous: undefined, edge: undefined, mays: 0 }]]);
  let level: Step[] = [...steps.values()];
  let later: Step[] = [];
  while (level.length > 0) {
    for (const step of level) {
      if (steps.get(step.frame) !== step) continue;
      for (const edge of step.frame.edges) {
        const next = { frame: edge.to, previous: step, edge, mays: step.mays + (edge.may ? 1 : 0) };
        if (steps.has(edge.to) || harmless.isHarmless(edge.to)) continue;
        if (edge.may) later.push(next);
        else {
          steps.set(edge.to, next);
          level.push(next);
        }
      }
    }
    level = later.filter((step) => {
      if (steps.has(step.frame)) return false;
      steps.set(step.frame, step);
      return true;
    });
    later = [];
  }
  noteHarmlessIn([...steps.keys()], harmless);
  return [...steps.values()];
}

// Whatever none of the frames with a hazard can be reached from.
function noteHarmlessIn(frames: readonly Frame[], harmless: HarmlessFrames): void {
  const callers = new Map<Frame, Frame[]>();
  const harmful = new Set<Frame>();
  for (const frame of frames) {
    for (const _hazard of frame.hazards) harmful.add(frame);
    for (const { to } of frame.edges) {
      const known = callers.get(to);
      if (known === undefined) callers.set(to, [frame]);
      else known.push(frame);
    }
  }
  for (const frame of harmful) for (const caller of callers.get(frame) ?? []) harmful.add(caller);
  for (const frame of frames) if (!harmful.has(frame)) harmless.noteHarmless(frame);
}

/**
 * Where the way to a hazard can be cut: in the workflow's file, and in the last file of the project that is on the way. At the
 * hazard, or where the way leaves the file for the last time.
 */
function placesOf(path: string, last: Step, hazard: Hazard): Map<string, Span> {
  const places = new Map<string, Span>();
  const { module } = last.frame;
  if (module.packageName === undefined) places.set(module.path, hazard.span);
  for (let step: Step | undefined = last; step?.previous !== undefined; step = step.previous) {
    const { edge, previous } = step;
    if (previous.frame.isEntry) {
      // A workflow that a package has written is handed on at the export.
      if (places.size === 0 && edge !== undefined) places.set(path, edge.span);
      continue;
    }
    const file = previous.frame.module;
    // What another file of the project does is that file's to mend.
    const isWanted = file.path === path ? !places.has(path) : places.size === 0 && file.packageName === undefined;
    if (isWanted) places.set(file.path, edge === undefined || edge.span[0] < 0 ? previous.frame.span : edge.span);
  }
  return places;
}

// In a package it does not matter which of its lines it is.
function identityOf({ path, packageName }: LoadedModule, { name, span }: Hazard): string {
  return packageName === undefined ? `${path}:${span[0]}` : `${packageName}:${name}`;
}

function lengthOf(step: Step): number {
  let length = 0;
  for (let at: Step | undefined = step; at !== undefined; at = at.previous) length += 1;
  return length;
}

function chainOf(last: Step, hazard: Hazard, root: string): string[] {
  const chain: string[] = [];
  let span = hazard.span;
  for (let step: Step | undefined = last; step !== undefined; step = step.previous) {
    if (!step.frame.isEntry) chain.unshift(showFrame(step.frame, span, root));
    span = step.edge?.span ?? span;
  }
  const shown = chain.filter((each, index) => each !== chain[index - 1]);
  return shown.length <= 1 && last.frame.module.packageName === undefined ? [] : [...shown, hazard.name];
}

function showFrame(frame: Frame, span: Span, root: string): string {
  const { module } = frame;
  if (module.packageName !== undefined) return module.packageName;
  const place = `${show(module.path, root)}:${lineOf(module, span[0] < 0 ? frame.span[0] : span[0])}`;
  return frame.code === 0 && frame.parent === undefined ? place : `${frame.name} (${place})`;
}

/** The line of an offset, counted from 1. */
export function lineOf({ code: { lines } }: LoadedModule, offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** A path as a reader of the project writes it. */
export function show(path: string, root: string): string {
  const shown =
    path.startsWith(root) && path.charAt(root.length) === sep ? path.slice(root.length + 1) : relative(root, path);
  return shown.replaceAll('\\', '/');
}
