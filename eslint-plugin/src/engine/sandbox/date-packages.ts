/**
 * Packages for dates, which are judged by the functions that are called. Their sources read the host's time zone for every date
 * that they make, whether or not anything of it is used.
 *
 * @module
 */

const PACKAGES = /^(?:dayjs|moment|moment-timezone|luxon|date-fns|date-fns-tz|@js-joda\/core)(?:\/|$)/;

/** Whether a request is for one of them. */
export function isDatePackage(request: string): boolean {
  return PACKAGES.test(request);
}

// Give or take parts of a date, or its text.
const LOCAL_IN_CHAINS =
  /\.(?:format|hours?|dates?|days?|weekday|isoWeekday|weeks?|isoWeeks?|months?|quarters?|years?|dayOfYear|startOf|endOf|toString|toArray|toObject|calendar|utcOffset|toDateString|isSame)$/;

const LOCAL_OF_LUXON =
  /\.(?:to(?:ISO|ISODate|ISOTime|ISOWeekDate|Format|LocaleString|LocaleParts|SQL|SQLDate|SQLTime|RFC2822|Object|RelativeCalendar)|startOf|endOf|hasSame|set|year|month|day|hour|weekday|weekNumber|quarter|ordinal|offset|zoneName|daysInMonth)$/;
const MADE_BY_LUXON = /(?:^|\.)DateTime\.(?:now|local|from\w+)\(\)/;

const LOCAL_OF_DATE_FNS =
  /^(?:format|formatISO|formatISO9075|formatRFC\w+|formatRelative|lightFormat|parse|startOf\w+|endOf\w+|get(?:Date|Day|DayOfYear|Hours|ISODay|ISOWeek|ISOWeekYear|Month|Quarter|Week|WeekOfMonth|WeekYear|Year|DaysInMonth)|set(?!DefaultOptions)\w+|is(?:Today|Tomorrow|Yesterday|Weekend|Same(?!Second|Minute)\w+|This(?!Second|Minute)\w+|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|FirstDayOfMonth|LastDayOfMonth)|differenceInCalendar\w+|eachDay\w+|eachWeek\w+|eachMonth\w+|next[A-Z]\w+|previous[A-Z]\w+|lastDayOf\w+|addBusinessDays|subBusinessDays|roundToNearestHours)$/;

/** Whether a function of one of them, by the path that leads to it, depends on the host's time zone. */
export function dependsOnTimeZone(request: string, path: string): boolean {
  const [name = ''] = request.split('/', 1);
  switch (name) {
    case 'date-fns':
      return LOCAL_OF_DATE_FNS.test(path === '' ? request.slice(request.lastIndexOf('/') + 1) : path);
    case 'dayjs':
    case 'moment':
    case 'moment-timezone':
      return (
        /^\(\)|^default\(\)/.test(path) &&
        !/\.?(?:utc|tz|utcOffset|duration)\(/.test(path) &&
        LOCAL_IN_CHAINS.test(path)
      );
    case 'luxon':
      return MADE_BY_LUXON.test(path) && !/\.(?:toUTC|setZone)\(/.test(path) && LOCAL_OF_LUXON.test(path);
    default:
      return false;
  }
}

// All of them take a text without a zone for local time, a date alone among them (which `new Date` takes for UTC).
const ZONELESS = /^\s*\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)?)?)?\s*$/;

/** Whether a text that is given to a function of one of them, and to nothing else that says the zone, means local time. */
export function readsAsLocal(request: string, path: string, text: string): boolean {
  if (!ZONELESS.test(text)) return false;
  const [name = '', ...rest] = request.split('/');
  switch (name) {
    case 'date-fns':
      return path === 'parseISO' || (rest.at(-1) === 'parseISO' && /^(?:default)?$/.test(path));
    case 'dayjs':
    case 'moment':
    case 'moment-timezone':
      return rest.length === 0 && /^(?:default)?$/.test(path);
    case 'luxon':
      return /(?:^|\.)DateTime\.from(?:ISO|SQL)$/.test(path);
    default:
      return false;
  }
}

/** The package that is given a zone for all that it makes, by giving something a value or calling it; undefined for all else. */
export function zonedBy(request: string, path: string): string | undefined {
  const [name = ''] = request.split('/', 1);
  if (name === 'luxon') return /(?:^|\.)Settings\.defaultZone(?:Name)?$/.test(path) ? name : undefined;
  return /^moment(?:-timezone)?$/.test(name) && /(?:^|\.)tz\.setDefault$/.test(path) ? 'moment' : undefined;
}

/** Whether what one of them gives is the zone of the host. */
export function isZoneOfHost(request: string, path: string): boolean {
  const [name = ''] = request.split('/', 1);
  if (name === 'luxon')
    return /(?:^|\.)(?:(?:System|Local)Zone(?:\.instance|\(\))?|DateTime\..*\.zone(?:Name)?)$/.test(path);
  return /^moment(?:-timezone)?$/.test(name) && /(?:^|\.)tz\.guess\(\)$/.test(path);
}

/** Whether a hazard of the host's time zone comes of a package that has been given a zone of its own. */
export function isZoned(hazard: string, zoned: ReadonlySet<string>): boolean {
  const [, name = ''] = /^(luxon|moment)(?:-timezone)?(?![\w-])/.exec(hazard) ?? [];
  return zoned.has(name);
}

const JODA = /^@js-joda\/core(?:\/|$)/;
const NOW_OF_JODA =
  /(?:^|\.)(?:(?:Local(?:Date|Time|DateTime)|ZonedDateTime|Offset(?:Time|DateTime)|Year|YearMonth|MonthDay)\.now|Clock\.systemDefaultZone|ZoneId\.systemDefault)$/;
const MADE_BY_JODA = /(?:^|\.)(?:Local(?:Date|Time|DateTime)\.ofInstant|nativeJs|convert)$/;

/** Whether a function of one of them takes the host's time zone because it is given so few arguments. */
export function lacksTimeZone(request: string, path: string, count: number): boolean {
  return JODA.test(request) && ((count === 0 && NOW_OF_JODA.test(path)) || (count === 1 && MADE_BY_JODA.test(path)));
}
