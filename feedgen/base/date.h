/* SPDX-License-Identifier: ISC */
/*
 * date.h - dates: the proleptic Gregorian calendar, no leap seconds, years 0
 * to 9999.  Nothing here asks for the clock or the machine's time zone.
 */
#ifndef FG_BASE_DATE_H
#define FG_BASE_DATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/value.h"
#include "feedgen/feed.h"

struct fg_zone; /* NULL stands for UTC everywhere */

/* An instant in local terms. */
struct fg_civil {
	int year;
	unsigned month, day;	       /* from 1 */
	unsigned hour, minute, second; /* from 0 */
	unsigned year_day;	       /* from 1 */
	unsigned week_day;	       /* ISO: Monday 1 to Sunday 7 */
	int iso_year;
	unsigned iso_week; /* from 1 */
};

/* Is it a day of the calendar? */
bool fg_date_exists(int year, unsigned month, unsigned day);
/* Seconds since 1970 of a civil time taken as UTC; its first six fields. */
int64_t fg_date_seconds(const struct fg_civil *civil);
struct fg_civil fg_date_civil(struct feedgen_time t);
/*
 * Midnight or another time of day, local to the zone, as Ruby's Time.local:
 * of a time that a clock shows twice the later one; a time that it skips is
 * as long after the change as it claims to be.
 */
struct feedgen_time fg_date_local(
    const struct fg_civil *civil, const struct fg_zone *zone);
/*
 * The same instant, with that zone's offset; rounded up to a minute, which
 * matters only for the local mean times before standard time.
 */
struct feedgen_time fg_date_in_zone(
    struct feedgen_time t, const struct fg_zone *zone);

/* Append "2024-03-28T15:01:35+03:00", UTC as "Z" (RFC 3339). */
void fg_date_rfc3339(struct fg_buf *out, struct feedgen_time t);
/* Append "Thu, 28 Mar 2024 15:01:35 +0300" (RFC 822 as of RFC 5322). */
void fg_date_rfc822(struct fg_buf *out, struct feedgen_time t);
/* Strict readings of the same; fractions of a second are dropped. */
bool fg_date_parse_rfc3339(struct feedgen_time *out, struct fg_str s);
bool fg_date_parse_rfc822(struct feedgen_time *out, struct fg_str s);

/*
 * What Jekyll makes of a date in front matter, in the zone: dates, timestamps,
 * integers (seconds since 1970, but 20200601 is a day) and every form that
 * Ruby's Time.parse reads in text.  false if it is no date.
 */
bool fg_date_of_value(struct feedgen_time *out, const struct fg_value *v,
    const struct fg_zone *zone);
/*
 * Ruby's Time.parse on text; local to the zone where it names none.  Refused
 * is what Ruby would complete from the clock (no year, or a year alone), and
 * a day that the calendar does not have.
 */
bool fg_date_parse_text(struct feedgen_time *out, struct fg_str s,
    const struct fg_zone *zone);

/*
 * The zone of that name ("Europe/Berlin") from the system's zoneinfo files
 * (RFC 8536), in the arena.  0, *out NULL for UTC; -1 with FG_ZONE_UNKNOWN or
 * FG_ZONE_UNREADABLE at `place`.
 */
int fg_zone_load(const struct fg_zone **out, struct fg_arena *a,
    struct fg_str name, struct fg_place place, struct fg_diags *d);
/* Local time minus UTC, in seconds, at that instant. */
int32_t fg_zone_offset(const struct fg_zone *zone, int64_t seconds);
/* What that local time is called then ("CEST"). */
struct fg_str fg_zone_abbreviation(
    const struct fg_zone *zone, int64_t seconds);
/* A zone from the bytes of a TZif file; NULL, or why it is refused. */
const char *fg_zone_parse(
    const struct fg_zone **out, struct fg_arena *a, struct fg_str bytes);

#endif
