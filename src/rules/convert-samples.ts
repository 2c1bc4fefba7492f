/** Takes the examples and counter-examples out of a file's rules, and checks that our own rules are fully documented. */

import { RulesError } from '#model/errors.ts';
import type { Conversion } from './conversion.ts';
import type { RuleSamples, Sample } from './rule-file.ts';
import type { RawRule, RawSample } from './rule-schema.ts';
import { expandTemplate } from './templates.ts';
import type { FieldPath } from './toml-lines.ts';

/** What every rule of ours must say. */
const DOCUMENTATION = [
  'title',
  'description',
  'advice',
  'severity',
  'references',
  'examples',
  'counterExamples',
] as const satisfies readonly (keyof RawRule)[];

/** Samples of the rules that have some, templates not yet expanded but known to expand. */
export function convertSamples(raws: readonly RawRule[], conversion: Conversion): readonly RuleSamples[] {
  if (conversion.builtIn) raws.forEach((raw, i) => void checkDocumentation(raw, ['rules', i], conversion));
  return raws.flatMap((raw, i) => {
    const examples = samplesOf(raw.examples, ['rules', i, 'examples'], conversion);
    const counterExamples = samplesOf(raw.counterExamples, ['rules', i, 'counterExamples'], conversion);
    return examples.length + counterExamples.length === 0 ? [] : { rule: raw.id, examples, counterExamples };
  });
}

function checkDocumentation(raw: RawRule, at: FieldPath, { complaints }: Conversion): void {
  for (const field of DOCUMENTATION) {
    if (raw[field] !== undefined && raw[field].length > 0) continue;
    complaints.error([...at, field], 'is missing: every rule that ships has it');
  }
}

function samplesOf(raws: readonly RawSample[] | undefined, path: FieldPath, conversion: Conversion): readonly Sample[] {
  return (raws ?? []).map((raw, i) => {
    const sample: RawSample & object = typeof raw === 'string' ? { text: raw } : raw;
    checkTemplate(sample.text, [...path, i], conversion);
    return { text: sample.text, ...(sample.path !== undefined && { path: sample.path }) };
  });
}

function checkTemplate(template: string, path: FieldPath, { complaints }: Conversion): void {
  try {
    expandTemplate(template, 0);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    complaints.error(path, error.message);
  }
}
