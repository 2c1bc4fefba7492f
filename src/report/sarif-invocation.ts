/** How the scan went, as SARIF tells it: a problem means that the execution was not successful. */

import type { ErrorCode } from '#model/errors.ts';
import type { Problem, Report } from '#model/report.ts';
import type { JsonObject } from './finding-json.ts';
import { artifactLocationJson } from './sarif-location.ts';

/** An `invocation`. */
export function invocationJson(report: Report): JsonObject {
  const notifications = [
    ...problemsOf(report).map(problemNotification),
    ...report.notices.map((notice) => ({ level: 'note', message: { text: notice.message } })),
  ];
  return {
    executionSuccessful: problemsOf(report).length === 0,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

/** `tool.driver.notifications`: the codes that notifications refer to, by name. */
export function notificationDescriptors(report: Report): readonly JsonObject[] {
  const codes = new Set<ErrorCode>(problemsOf(report).map((problem) => problem.code));
  return [...codes].sort().map((id) => ({ id }));
}

/** An interrupted scan is incomplete even if whoever interrupted it added no problem. */
function problemsOf(report: Report): readonly Problem[] {
  if (!report.interrupted || report.problems.some((problem) => problem.code === 'INTERRUPTED')) return report.problems;
  return [
    ...report.problems,
    { code: 'INTERRUPTED', message: 'The scan was interrupted: not everything was looked at.' },
  ];
}

function problemNotification(problem: Problem): JsonObject {
  const locations =
    problem.path === undefined ? [] : [{ physicalLocation: { artifactLocation: artifactLocationJson(problem.path) } }];
  return {
    level: 'error',
    message: { text: problem.message },
    descriptor: { id: problem.code },
    ...(locations.length === 0 ? {} : { locations }),
  };
}
