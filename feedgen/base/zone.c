/* SPDX-License-Identifier: ISC */
/*
 * zone.c - time zones, from the system's TZif files (RFC 8536).
 *
 * The C library's own reader is of no use here: it follows TZ and TZDIR of the
 * environment and keeps one zone for the whole process.
 */
#include "base/date.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scan.h"

#define ZONEINFO "/usr/share/zoneinfo"
/* The longest of all names has 38 bytes, the largest file 4 kB. */
#define MOST_NAME 100
#define MOST_FILE (256 << 10)
#define HOUR 3600
#define DAY 86400

struct local_type {
	int32_t offset;
	struct fg_str name;
};

/* When in a year the clocks change: POSIX.1, section 8.3, "TZ". */
struct rule {
	enum { MONTH_WEEK_DAY, DAY_WITHOUT_LEAP, DAY_FROM_ZERO } kind;
	unsigned month, week, day;
	int32_t time; /* of the local day, -167 to 167 hours */
};

struct fg_zone {
	struct local_type *types;
	size_t n_types;
	int64_t *transitions;	    /* ascending */
	unsigned char *types_after; /* index of the type from there on */
	size_t n;
	/* After the last transition; where there is none its type remains. */
	bool has_footer, has_daylight;
	struct local_type standard, daylight;
	struct rule to_daylight, to_standard;
};

/* ---- the footer ---- */

static bool
take_number(unsigned *value, struct fg_str *s, unsigned most)
{
	return fg_take_digits(value, s, 1, 3) && *value <= most;
}

/* [+-]hh[:mm[:ss]] */
static bool
take_time(int32_t *seconds, struct fg_str *s, unsigned most_hours)
{
	bool negative = fg_take_char(s, '-');
	unsigned h, m = 0, sec = 0;

	if (!negative)
		fg_take_char(s, '+');
	if (!take_number(&h, s, most_hours))
		return false;
	if (fg_take_char(s, ':') && !take_number(&m, s, 59))
		return false;
	if (fg_take_char(s, ':') && !take_number(&sec, s, 59))
		return false;
	*seconds = (int32_t)(h * HOUR + m * 60 + sec);
	if (negative)
		*seconds = -*seconds;
	return true;
}

/* "CEST" or "<+0330>" */
static bool
take_name(struct fg_str *name, struct fg_str *s)
{
	size_t n = 0;

	if (fg_take_char(s, '<')) {
		n = fg_str_find(*s, '>', 0);
		*name = fg_str_sub(*s, 0, n);
		*s = fg_str_sub(*s, n, s->n);
		return n > 0 && fg_take_char(s, '>');
	}
	while (n < s->n && fg_is_alpha(s->p[n]))
		n++;
	*name = fg_str_sub(*s, 0, n);
	*s = fg_str_sub(*s, n, s->n);
	return n >= 3;
}

/* Mm.w.d, Jn or n, each with an optional /time; 02:00 where it has none. */
static bool
take_rule(struct rule *r, struct fg_str *s)
{
	if (!fg_take_char(s, ','))
		return false;
	r->time = 2 * HOUR;
	if (fg_take_char(s, 'M')) {
		r->kind = MONTH_WEEK_DAY;
		if (!take_number(&r->month, s, 12) || r->month < 1 ||
		    !fg_take_char(s, '.') || !take_number(&r->week, s, 5) ||
		    r->week < 1 || !fg_take_char(s, '.') ||
		    !take_number(&r->day, s, 6))
			return false;
	} else if (fg_take_char(s, 'J')) {
		r->kind = DAY_WITHOUT_LEAP;
		if (!take_number(&r->day, s, 365) || r->day < 1)
			return false;
	} else {
		r->kind = DAY_FROM_ZERO;
		if (!take_number(&r->day, s, 365))
			return false;
	}
	return !fg_take_char(s, '/') || take_time(&r->time, s, 167);
}

static bool
parse_footer(struct fg_zone *zone, struct fg_str s)
{
	int32_t west;

	if (s.n == 0)
		return true;
	zone->has_footer = true;
	if (!take_name(&zone->standard.name, &s) || !take_time(&west, &s, 24))
		return false;
	zone->standard.offset = -west;
	if (s.n == 0)
		return true;
	zone->has_daylight = true;
	if (!take_name(&zone->daylight.name, &s))
		return false;
	west -= HOUR;
	if (s.n > 0 && s.p[0] != ',' && !take_time(&west, &s, 24))
		return false;
	zone->daylight.offset = -west;
	return take_rule(&zone->to_daylight, &s) &&
	       take_rule(&zone->to_standard, &s) && s.n == 0;
}

/* ---- the file ---- */

struct reader {
	const unsigned char *p;
	size_t n;
};

static int64_t
take_integer(struct reader *r, unsigned width)
{
	uint64_t value = r->p[0] & 0x80 ? UINT64_MAX : 0;

	for (unsigned i = 0; i < width; i++)
		value = value << 8 | r->p[i];
	r->p += width;
	r->n -= width;
	return (int64_t)value;
}

#define HEADER_SIZE 44

struct header {
	unsigned version;
	uint64_t ut, standard, leaps, transitions, types, names;
};

static bool
take_header(struct header *h, struct reader *r)
{
	if (r->n < HEADER_SIZE || memcmp(r->p, "TZif", 4) != 0)
		return false;
	h->version = r->p[4] ? r->p[4] - '0' : 1;
	r->p += 20;
	r->n -= 20;
	h->ut = (uint32_t)take_integer(r, 4);
	h->standard = (uint32_t)take_integer(r, 4);
	h->leaps = (uint32_t)take_integer(r, 4);
	h->transitions = (uint32_t)take_integer(r, 4);
	h->types = (uint32_t)take_integer(r, 4);
	h->names = (uint32_t)take_integer(r, 4);
	return true;
}

static uint64_t
block_size(const struct header *h, unsigned time_width)
{
	return h->transitions * (time_width + 1) + h->types * 6 + h->names +
	       h->leaps * (time_width + 4) + h->standard + h->ut;
}

static bool
take_transitions(struct fg_zone *zone, struct fg_arena *a, struct reader *r,
    const struct header *h, unsigned time_width)
{
	zone->n = h->transitions;
	zone->transitions = fg_arena_array(a, zone->n, sizeof(int64_t));
	zone->types_after = fg_arena_array(a, zone->n, 1);
	for (size_t i = 0; i < zone->n; i++) {
		zone->transitions[i] = take_integer(r, time_width);
		if (i && zone->transitions[i] <= zone->transitions[i - 1])
			return false;
	}
	for (size_t i = 0; i < zone->n; i++) {
		zone->types_after[i] = (unsigned char)take_integer(r, 1);
		if (zone->types_after[i] >= h->types)
			return false;
	}
	return true;
}

static bool
take_types(struct fg_zone *zone, struct fg_arena *a, struct reader *r,
    const struct header *h)
{
	struct fg_str names =
	    fg_arena_copy(a, (struct fg_str){(const char *)r->p + 6 * h->types,
				 (size_t)h->names});

	zone->n_types = h->types;
	zone->types = fg_arena_array(a, zone->n_types, sizeof(*zone->types));
	for (size_t i = 0; i < zone->n_types; i++) {
		struct local_type *type = &zone->types[i];
		size_t from;

		type->offset = (int32_t)take_integer(r, 4);
		take_integer(r, 1);
		from = (unsigned char)take_integer(r, 1);
		/* RFC 8536, section 3.2: less than 26 hours of UTC */
		if (from >= names.n || type->offset <= -25 * HOUR ||
		    type->offset >= 26 * HOUR)
			return false;
		type->name =
		    fg_str_sub(names, from, fg_str_find(names, '\0', from));
	}
	return true;
}

/* The data block whose header has been read, and what follows it. */
static const char *
parse_block(struct fg_zone *zone, struct fg_arena *a, struct reader r,
    const struct header *h, unsigned time_width)
{
	struct fg_str rest;
	size_t end;

	if (h->types < 1 || h->types > 256 || h->names < 1)
		return "its header is damaged";
	if (h->leaps > 0)
		return "it counts leap seconds";
	if (block_size(h, time_width) > r.n)
		return "it is cut short";
	rest = (struct fg_str){(const char *)r.p, r.n};
	rest = fg_str_sub(rest, block_size(h, time_width), rest.n);
	if (!take_transitions(zone, a, &r, h, time_width) ||
	    !take_types(zone, a, &r, h))
		return "its data is damaged";
	if (h->version < 2)
		return NULL;
	if (!fg_take_char(&rest, '\n') ||
	    (end = fg_str_find(rest, '\n', 0)) == rest.n ||
	    !parse_footer(zone, fg_arena_copy(a, fg_str_sub(rest, 0, end))))
		return "its footer is damaged";
	return NULL;
}

const char *
fg_zone_parse(
    const struct fg_zone **out, struct fg_arena *a, struct fg_str bytes)
{
	struct reader r = {(const unsigned char *)bytes.p, bytes.n};
	struct fg_zone *zone = FG_NEW(a, struct fg_zone);
	unsigned time_width = 4;
	struct header h;
	const char *refused;

	*out = NULL;
	if (!take_header(&h, &r))
		return "it is no TZif file";
	if (h.version >= 2) {
		uint64_t size = block_size(&h, time_width);

		/* Later versions repeat the first block in 64 bits. */
		if (size > r.n)
			return "it is cut short";
		r.p += size;
		r.n -= size;
		time_width = 8;
		if (!take_header(&h, &r))
			return "its second header is damaged";
	}
	refused = parse_block(zone, a, r, &h, time_width);
	if (!refused)
		*out = zone;
	return refused;
}

/* ---- loading ---- */

/* A name may reach nothing but files below the folder, by their own names. */
static bool
is_name(struct fg_str name)
{
	if (name.n == 0 || name.n > MOST_NAME || name.p[0] == '/')
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!fg_is_alpha(name.p[i]) && !fg_is_digit(name.p[i]) &&
		    !memchr("_+-/", name.p[i], 4))
			return false;
	/* Debian's link to the machine's own zone. */
	return !fg_str_eq(name, FG_STR("localtime"));
}

/* 0, or an errno value; ENOENT: no such file, or no file. */
static int
read_regular_file(struct fg_buf *out, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int error = 0;
	struct stat st;
	ssize_t n;

	if (fd < 0)
		return errno == ENOTDIR ? ENOENT : errno;
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode))
		error = ENOENT;
	else if (st.st_size > MOST_FILE)
		error = EFBIG;
	while (error == 0 && out->n < MOST_FILE) {
		fg_buf_reserve(out, 4096);
		n = read(fd, out->p + out->n, 4096);
		if (n == 0)
			break;
		if (n > 0)
			out->n += (size_t)n;
		else if (errno != EINTR)
			error = errno;
	}
	close(fd);
	return error;
}

static int
refuse(struct fg_str name, const char *why, struct fg_place place,
    struct fg_diags *d)
{
	return fg_diag(d, FG_ZONE_UNREADABLE, place, fg_show(d, name), why);
}

int
fg_zone_load(const struct fg_zone **out, struct fg_arena *a, struct fg_str name,
    struct fg_place place, struct fg_diags *d)
{
	char path[sizeof(ZONEINFO "/") + MOST_NAME] = ZONEINFO "/";
	struct fg_buf bytes = {0};
	const char *refused = NULL;
	int error;

	*out = NULL;
	if (fg_str_eq(name, FG_STR("UTC")) ||
	    fg_str_eq(name, FG_STR("Etc/UTC")))
		return 0;
	if (!is_name(name))
		return fg_diag(d, FG_ZONE_UNKNOWN, place, fg_show(d, name));
	memcpy(path + sizeof(ZONEINFO "/") - 1, name.p, name.n);
	error = read_regular_file(&bytes, path);
	if (error == 0)
		refused = fg_zone_parse(out, a, fg_buf_str(&bytes));
	fg_buf_free(&bytes);
	if (error == ENOENT && access(ZONEINFO, X_OK) == 0)
		return fg_diag(d, FG_ZONE_UNKNOWN, place, fg_show(d, name));
	if (error)
		return refuse(name, fg_show_errno(d, error), place, d);
	return refused ? refuse(name, refused, place, d) : 0;
}

/* ---- asking ---- */

static int64_t
midnight(int year, unsigned month, unsigned day)
{
	return fg_date_seconds(
	    &(struct fg_civil){.year = year, .month = month, .day = day});
}

/* In that year, in local time as the clocks show it before the change. */
static int64_t
rule_in_year(const struct rule *r, int year)
{
	int64_t first = midnight(year, 1, 1);
	unsigned day = r->day;
	int64_t first_day; /* from Sunday 0 */

	switch (r->kind) {
	case DAY_FROM_ZERO:
		return first + day * (int64_t)DAY + r->time;
	case DAY_WITHOUT_LEAP:
		if (day < 60 || !fg_date_exists(year, 2, 29))
			day--;
		return first + day * (int64_t)DAY + r->time;
	default:
		break;
	}
	first = midnight(year, r->month, 1);
	/* 1970 began on a Thursday. */
	first_day = ((first / DAY + 4) % 7 + 7) % 7;
	day = (unsigned)(r->day + 7 - first_day) % 7 + 7 * r->week - 6;
	if (day > 28 && !fg_date_exists(year, r->month, day))
		day -= 7;
	return first + (day - 1) * (int64_t)DAY + r->time;
}

/*
 * The latest change before decides.  Times reach 167 hours either way, so that
 * a rule of the next year may hold in the last days of this one.
 */
static const struct local_type *
footer_type(const struct fg_zone *zone, int64_t seconds)
{
	const struct local_type *type = NULL;
	struct feedgen_time week_later = {.seconds = seconds + 8 * DAY};
	int64_t daylight, standard;

	if (!zone->has_daylight)
		return &zone->standard;
	for (int year = fg_date_civil(week_later).year; !type; year--) {
		daylight = rule_in_year(&zone->to_daylight, year) -
			   zone->standard.offset;
		standard = rule_in_year(&zone->to_standard, year) -
			   zone->daylight.offset;
		if (daylight <= seconds)
			type = &zone->daylight;
		if (standard <= seconds && (!type || standard > daylight))
			type = &zone->standard;
	}
	return type;
}

static const struct local_type *
type_at(const struct fg_zone *zone, int64_t seconds)
{
	size_t low = 0, high = zone->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->transitions[middle] <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == zone->n && zone->has_footer)
		return footer_type(zone, seconds);
	return &zone->types[low ? zone->types_after[low - 1] : 0];
}

int32_t
fg_zone_offset(const struct fg_zone *zone, int64_t seconds)
{
	return zone ? type_at(zone, seconds)->offset : 0;
}

struct fg_str
fg_zone_abbreviation(const struct fg_zone *zone, int64_t seconds)
{
	return zone ? type_at(zone, seconds)->name : FG_STR("UTC");
}
