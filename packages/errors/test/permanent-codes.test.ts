import { expect, it } from 'vitest';
import { catalogue } from '../src';

// Codes stand in histories, logs, dashboards and lint settings. New ones are added at their place; none is ever removed or
// given another meaning.
const PERMANENT_CODES = [
  'HR1020',
  'HR1021',
  'HR1022',
  'HR1023',
  'HR1024',
  'HR2001',
  'HR2003',
  'HR2004',
  'HR2005',
  'HR2006',
  'HR2007',
  'HR2008',
  'HR2009',
  'HR2010',
  'HR2011',
  'HR2012',
  'HR2013',
  'HR2014',
  'HR4001',
  'HR4002',
  'HR4003',
  'HR4004',
  'HR4005',
  'HR4006',
  'HR4007',
  'HR4008',
  'HR4010',
  'HR4011',
  'HR4012',
  'HR4013',
  'HR4014',
  'HR5001',
  'HR5002',
  'HR5003',
  'HR5004',
  'HR5005',
  'HR5006',
  'HR5007',
  'HR5008',
  'HR5009',
  'HR9001',
  'HR9002',
  'HR9003',
  'HR9030',
];

it('still has every code that was ever given out, and lists each new one here', () => {
  expect(catalogue.map(({ code }) => code)).toEqual(PERMANENT_CODES);
});
