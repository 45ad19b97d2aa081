/* SPDX-License-Identifier: ISC */
/* diag.c - the catalogue, and recording what it says. */
#include "base/diag.h"

#include "base/buf.h"

#include <stdio.h>
#include <string.h>

/* More of one file hides the others. */
#define MOST_IN_FILE 50
/* Longer lines are cut around the place. */
#define MOST_SHOWN 200
#define MOST_ARGUMENT 120

static const struct feedgen_rule catalogue[] = {
#define FG_RULE(name, id, severity, fault, text, hint, why)                    \
	{id, FEEDGEN_##severity, FEEDGEN_FAULT_##fault, text, hint, why},
#include "base/catalogue.def"
#undef FG_RULE
};

const struct feedgen_rule *
feedgen_rule_at(unsigned index)
{
	return index < FG_CODE_COUNT ? &catalogue[index] : NULL;
}

const struct feedgen_rule *
feedgen_rule_find(const char *id)
{
	for (unsigned i = 0; i < FG_CODE_COUNT; i++)
		if (strcmp(catalogue[i].id, id) == 0)
			return &catalogue[i];
	return NULL;
}

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

struct fg_place
fg_place_of(struct fg_str text, size_t offset)
{
	struct fg_place place = fg_at(1, 1);

	for (size_t i = 0; i < offset && i < text.n; i++) {
		if (text.p[i] == '\n') {
			place.line++;
			place.column = 1;
		} else if (!is_continuation(text.p[i])) {
			place.column++;
		}
	}
	return place;
}

void
fg_diags_open(struct fg_diags *d, struct fg_str file, struct fg_str text)
{
	d->file = file;
	d->text = text;
	d->in_file = 0;
}

/* Length of the UTF-8 sequence at s that a terminal may be shown; 0: none. */
static size_t
showable(struct fg_str s)
{
	unsigned char c = (unsigned char)s.p[0];
	size_t n = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;

	if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xc2) || c > 0xf4)
		return 0;
	if (s.n < n || (c == 0xc2 && (unsigned char)s.p[1] < 0xa0))
		return 0;
	for (size_t i = 1; i < n; i++)
		if (!is_continuation(s.p[i]))
			return 0;
	return n;
}

/* One column for each code point or bad byte, so that a caret fits. */
static void
add_shown(struct fg_buf *out, struct fg_str s)
{
	while (s.n > 0) {
		size_t n = showable(s);

		if (s.p[0] == '\t')
			fg_buf_add_char(out, ' ');
		else if (n == 0)
			fg_buf_add(out, FG_STR("\xef\xbf\xbd"));
		else
			fg_buf_add(out, fg_str_sub(s, 0, n));
		s = fg_str_sub(s, n ? n : 1, s.n);
	}
}

const char *
fg_show(struct fg_diags *d, struct fg_str s)
{
	struct fg_buf out = {0};
	const char *shown;
	size_t n = s.n;

	if (n > MOST_ARGUMENT) {
		n = MOST_ARGUMENT;
		while (n > 0 && is_continuation(s.p[n]))
			n--;
	}
	add_shown(&out, fg_str_sub(s, 0, n));
	if (n < s.n)
		fg_buf_add_c(&out, "...");
	shown = fg_arena_cstr(d->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return shown;
}

const char *
fg_show_number(struct fg_diags *d, long long n)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", n);
	return fg_arena_cstr(d->arena, fg_str_c(digits));
}

const char *
fg_show_errno(struct fg_diags *d, int error)
{
	/* POSIX-1.2008 newlocale-free: strerrordesc_np is never translated. */
	const char *text = strerrordesc_np(error);

	return text ? text : fg_show_number(d, error);
}

/* The line of the text that is being read, or NULL. */
static const char *
source_line(struct fg_diags *d, unsigned line)
{
	struct fg_buf out = {0};
	struct fg_str text = d->text;
	const char *shown;
	size_t from = 0, to;

	if (!text.p || line == 0)
		return NULL;
	for (unsigned i = 1; i < line && from < text.n; i++)
		from = fg_str_find(text, '\n', from) + 1;
	if (from >= text.n)
		return NULL;
	to = fg_str_find(text, '\n', from);
	if (to > from && text.p[to - 1] == '\r')
		to--;
	if (to - from > MOST_SHOWN) {
		to = from + MOST_SHOWN;
		while (to > from && is_continuation(text.p[to]))
			to--;
	}
	add_shown(&out, fg_str_sub(text, from, to));
	shown = fg_arena_cstr(d->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return shown;
}

/* Replace each %s of the template by the next argument. */
static const char *
fill(struct fg_diags *d, const char *template, const char *const **args)
{
	struct fg_buf out = {0};
	const char *filled;

	for (const char *p = template; *p; p++) {
		if (p[0] == '%' && p[1] == 's') {
			if (**args)
				fg_buf_add_c(&out, *(*args)++);
			p++;
		} else {
			fg_buf_add_char(&out, *p);
		}
	}
	filled = fg_arena_cstr(d->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return filled;
}

static void
append(struct fg_diags *d, const struct feedgen_diag *diag)
{
	struct fg_diag_item *item = FG_NEW(d->arena, struct fg_diag_item);

	item->diag = *diag;
	if (d->list.last)
		d->list.last->next = item;
	else
		d->list.first = item;
	d->list.last = item;
}

static void
count(struct fg_diag_list *list, const struct feedgen_rule *rule)
{
	if (rule->severity == FEEDGEN_WARNING)
		list->warnings++;
	if (rule->severity != FEEDGEN_ERROR)
		return;
	list->errors++;
	if (rule->fault > list->worst)
		list->worst = rule->fault;
}

int
fg_diag_record(struct fg_diags *d, enum fg_code code, struct fg_place place,
    const char *const *args)
{
	const struct feedgen_rule *rule = &catalogue[code];
	bool here = !place.file.p;
	struct feedgen_diag diag = {
	    .severity = rule->severity,
	    .fault = rule->fault,
	    .rule = rule->id,
	    .line = place.line,
	    .column = place.column,
	};

	count(&d->list, rule);
	if (here && ++d->in_file > MOST_IN_FILE)
		return -1;
	diag.file = fg_arena_cstr(d->arena, here ? d->file : place.file);
	diag.message = fill(d, rule->text, &args);
	if (here)
		diag.source_line = source_line(d, place.line);
	if (rule->hint[0])
		diag.hint = fill(d, rule->hint, &args);
	append(d, &diag);
	if (here && d->in_file == MOST_IN_FILE && code != FG_TOO_MANY)
		fg_diag(d, FG_TOO_MANY, fg_in_file(d->file), NULL);
	return -1;
}

struct fg_diag_list
fg_diags_take(struct fg_diags *d)
{
	struct fg_diag_list list = d->list;

	d->list = (struct fg_diag_list){0};
	return list;
}

void
fg_diags_append(struct fg_diags *d, struct fg_diag_list list)
{
	if (list.first) {
		if (d->list.last)
			d->list.last->next = list.first;
		else
			d->list.first = list.first;
		d->list.last = list.last;
	}
	d->list.errors += list.errors;
	d->list.warnings += list.warnings;
	if (list.errors && list.worst > d->list.worst)
		d->list.worst = list.worst;
}
