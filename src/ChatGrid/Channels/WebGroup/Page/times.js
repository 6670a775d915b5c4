// How a moment is written above the lines: 09:30 · 昨天 21:05 · 星期三 10:00 · 3月2日 09:00.

import { localeNow, t } from './texts.js';

const dayOf = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());

export function dayAndTime(moment, now = new Date()) {
  const two = (n) => String(n).padStart(2, '0');
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const days = Math.round((dayOf(now) - dayOf(moment)) / 86400000);
  if (days === 0) return time;
  if (days === 1) return `${t('yesterday')} ${time}`;
  if (days > 1 && days < 7) return `${t('weekdays')[moment.getDay()]} ${time}`;
  const key = moment.getFullYear() === now.getFullYear() ? 'dayThisYear' : 'day';
  return `${t(key, { y: moment.getFullYear(), m: moment.getMonth() + 1, d: moment.getDate() })}${localeNow() === 'en' ? ', ' : ' '}${time}`;
}
