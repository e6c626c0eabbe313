import { isZone } from './zone-time.ts'

/** The zones of Windows, which Outlook writes, with the name the rest of the world uses (Unicode CLDR, windowsZones). */
const windows: { readonly [name: string]: string } = {
  'dateline standard time': 'Etc/GMT+12', 'hawaiian standard time': 'Pacific/Honolulu', 'alaskan standard time': 'America/Anchorage',
  'pacific standard time': 'America/Los_Angeles', 'us mountain standard time': 'America/Phoenix', 'mountain standard time': 'America/Denver',
  'central standard time': 'America/Chicago', 'central america standard time': 'America/Guatemala', 'canada central standard time': 'America/Regina',
  'central standard time (mexico)': 'America/Mexico_City', 'eastern standard time': 'America/New_York', 'us eastern standard time': 'America/Indianapolis',
  'sa pacific standard time': 'America/Bogota', 'venezuela standard time': 'America/Caracas', 'atlantic standard time': 'America/Halifax',
  'sa western standard time': 'America/La_Paz', 'pacific sa standard time': 'America/Santiago', 'newfoundland standard time': 'America/St_Johns',
  'e. south america standard time': 'America/Sao_Paulo', 'argentina standard time': 'America/Buenos_Aires', 'sa eastern standard time': 'America/Cayenne',
  'greenland standard time': 'America/Godthab', 'azores standard time': 'Atlantic/Azores', 'cape verde standard time': 'Atlantic/Cape_Verde',
  'gmt standard time': 'Europe/London', 'greenwich standard time': 'Atlantic/Reykjavik', 'morocco standard time': 'Africa/Casablanca',
  'w. europe standard time': 'Europe/Berlin', 'central europe standard time': 'Europe/Budapest', 'romance standard time': 'Europe/Paris',
  'central european standard time': 'Europe/Warsaw', 'w. central africa standard time': 'Africa/Lagos', 'gtb standard time': 'Europe/Bucharest',
  'e. europe standard time': 'Europe/Chisinau', 'fle standard time': 'Europe/Kiev', 'egypt standard time': 'Africa/Cairo', 'middle east standard time': 'Asia/Beirut',
  'south africa standard time': 'Africa/Johannesburg', 'israel standard time': 'Asia/Jerusalem', 'jordan standard time': 'Asia/Amman',
  'turkey standard time': 'Europe/Istanbul', 'arabic standard time': 'Asia/Baghdad', 'arab standard time': 'Asia/Riyadh', 'russian standard time': 'Europe/Moscow',
  'belarus standard time': 'Europe/Minsk', 'e. africa standard time': 'Africa/Nairobi', 'iran standard time': 'Asia/Tehran', 'arabian standard time': 'Asia/Dubai',
  'azerbaijan standard time': 'Asia/Baku', 'georgian standard time': 'Asia/Tbilisi', 'caucasus standard time': 'Asia/Yerevan', 'afghanistan standard time': 'Asia/Kabul',
  'west asia standard time': 'Asia/Tashkent', 'pakistan standard time': 'Asia/Karachi', 'ekaterinburg standard time': 'Asia/Yekaterinburg',
  'india standard time': 'Asia/Calcutta', 'sri lanka standard time': 'Asia/Colombo', 'nepal standard time': 'Asia/Katmandu', 'central asia standard time': 'Asia/Almaty',
  'bangladesh standard time': 'Asia/Dhaka', 'myanmar standard time': 'Asia/Rangoon', 'se asia standard time': 'Asia/Bangkok', 'china standard time': 'Asia/Shanghai',
  'north asia standard time': 'Asia/Krasnoyarsk', 'singapore standard time': 'Asia/Singapore', 'taipei standard time': 'Asia/Taipei',
  'w. australia standard time': 'Australia/Perth', 'tokyo standard time': 'Asia/Tokyo', 'korea standard time': 'Asia/Seoul', 'cen. australia standard time': 'Australia/Adelaide',
  'aus central standard time': 'Australia/Darwin', 'e. australia standard time': 'Australia/Brisbane', 'aus eastern standard time': 'Australia/Sydney',
  'tasmania standard time': 'Australia/Hobart', 'west pacific standard time': 'Pacific/Port_Moresby', 'vladivostok standard time': 'Asia/Vladivostok',
  'new zealand standard time': 'Pacific/Auckland', 'fiji standard time': 'Pacific/Fiji', 'tonga standard time': 'Pacific/Tongatapu', 'samoa standard time': 'Pacific/Apia',
  utc: 'UTC', gmt: 'UTC', 'coordinated universal time': 'UTC', 'greenwich mean time': 'Europe/London',
}

/** Gives the zone that a TZID means, by the name the machine knows; `undefined` where it says nothing known. */
export function zoneNamed(name: string): string | undefined {
  const plain = name.trim().replace(/^"|"$/g, '')
  const known = windows[plain.toLowerCase()]
  if (Object.hasOwn(windows, plain.toLowerCase())) return known
  if (plain === 'UTC' || plain === 'Z') return 'UTC'
  if (isZone(plain) && plain.includes('/')) return plain
  const tail = /([A-Z][A-Za-z]+\/[A-Za-z_+-]+(?:\/[A-Za-z_+-]+)?)$/.exec(plain)?.[1]
  if (tail !== undefined && isZone(tail)) return tail
  return isZone(plain) ? plain : undefined
}
