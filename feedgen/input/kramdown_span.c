/* SPDX-License-Identifier: ISC */
/* kramdown_span.c - what kramdown has within a paragraph. */
#include "base/utf8.h"
#include "input/kramdown_impl.h"
#include "input/smart.h"

/* Longer runs of backticks are text. */
#define LONGEST_RUN 16
/* Longer attribute lists are text, or each "{:" could ask for all of it. */
#define LONGEST_ATTRIBUTES 1024

struct spans {
	struct fg_kramdown *k;
	struct fg_str s;
	size_t i;
	bool after_span; /* an attribute list here belongs to a span */
	/* What was looked for once and is not there any more. */
	bool no_run[LONGEST_RUN + 1], no_star[3];
	bool no_math, no_strike, no_extension_end;
	size_t star_end[3];  /* of "*" and "**": the next that can end one */
	size_t open_until[3];  /* of them: the one that ends what is open */
	bool is_element[3];    /* and it ends as an element does */
};

static struct fg_str
rest(const struct spans *m)
{
	return fg_str_sub(m->s, m->i, m->s.n);
}

static void
copy(struct spans *m, size_t n)
{
	fg_buf_add(m->k->out, fg_str_sub(m->s, m->i, m->i + n));
	m->i += n;
}

static size_t
run_length(struct fg_str s, size_t i, char c)
{
	size_t n = 0;

	while (i + n < s.n && s.p[i + n] == c)
		n++;
	return n;
}

/* Offset behind the code that the backticks at i begin; or behind them. */
static size_t
code_end(struct spans *m, size_t i)
{
	size_t n = run_length(m->s, i, '`'), at = i + n;

	while (n <= LONGEST_RUN && !m->no_run[n]) {
		size_t found;

		at = fg_str_find(m->s, '`', at);
		found = run_length(m->s, at, '`');
		if (found == n)
			return at + n;
		m->no_run[n] = at == m->s.n;
		at += found;
	}
	return i + n;
}

static void
copy_code(struct spans *m)
{
	size_t n = run_length(m->s, m->i, '`');
	size_t end = code_end(m, m->i);

	m->after_span = end > m->i + n;
	copy(m, end - m->i);
}

/* A tag, so that nothing in its attributes is changed. */
static bool
copy_tag(struct spans *m)
{
	struct fg_smart_tag tag;
	struct fg_str name;
	size_t n = fg_smart_end_tag(&name, rest(m));

	if (n == 0 && fg_smart_tag_read(&tag, rest(m)))
		n = tag.n;
	if (n == 0)
		return false;
	copy(m, n);
	m->after_span = true;
	return true;
}

/* Every character that CommonMark could read is escaped. */
static void
add_literally(struct fg_buf *out, struct fg_str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c > ' ' && c < 0x7f && !fg_is_alpha(c) && !fg_is_digit(c))
			fg_buf_add_char(out, '\\');
		fg_buf_add_char(out, c);
	}
}

/* "$$x$$": a block where nothing else is in the paragraph. */
static bool
add_math(struct spans *m)
{
	size_t end, from = m->i;
	bool is_block;

	if (m->no_math || !fg_str_starts(rest(m), FG_STR("$$")))
		return false;
	end = fg_str_search(m->s, FG_STR("$$"), m->i + 2);
	m->no_math = end == m->s.n;
	if (m->no_math)
		return false;
	is_block = fg_str_trim(fg_str_sub(m->s, 0, from)).n == 0 &&
		   fg_str_trim(fg_str_sub(m->s, end + 2, m->s.n)).n == 0;
	fg_buf_add_c(m->k->out, is_block ? "\\\\\\[" : "\\\\\\(");
	add_literally(
	    m->k->out, fg_str_trim(fg_str_sub(m->s, from + 2, end)));
	fg_buf_add_c(m->k->out, is_block ? "\\\\\\]" : "\\\\\\)");
	m->i = end + 2;
	m->after_span = true;
	return true;
}

/* Offset of the "~~" that ends what begins at i, or s.n. */
static size_t
strike_end(const struct spans *m)
{
	size_t at = m->i + 2;

	for (;;) {
		at = fg_str_search(m->s, FG_STR("~~"), at);
		if (at == m->s.n || (!fg_is_space(m->s.p[at - 1]) &&
					m->s.p[at - 1] != '~'))
			return at;
		at++;
	}
}

static bool
add_strike(struct spans *m)
{
	struct fg_str here = rest(m);
	size_t end;

	if (m->no_strike || here.n < 5 || here.p[1] != '~' ||
	    here.p[2] == '~' || fg_is_space(here.p[2]))
		return false;
	end = strike_end(m);
	m->no_strike = end == m->s.n;
	if (m->no_strike)
		return false;
	fg_buf_add_c(m->k->out, "<del>");
	fg_buf_add(m->k->out, fg_str_sub(m->s, m->i + 2, end));
	fg_buf_add_c(m->k->out, "</del>");
	m->i = end + 2;
	m->after_span = true;
	return true;
}

size_t
fg_kramdown_attributes(struct fg_str s)
{
	if (!fg_str_starts(s, FG_STR("{:")))
		return 0;
	for (size_t i = 2; i < s.n && i < LONGEST_ATTRIBUTES; i++) {
		if (s.p[i] == '}')
			return i > 2 ? i + 1 : 0;
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == '}')
			i++;
	}
	return 0;
}

/* "{::comment}text{:/}" goes, of "{::nomarkdown}" only the tags. */
static bool
pass_extension(struct spans *m, size_t n)
{
	struct fg_str tag = fg_str_sub(rest(m), 0, n);
	size_t end;

	m->i += n;
	if (m->no_extension_end ||
	    !fg_str_starts(tag, FG_STR("{::comment}")))
		return true;
	end = fg_str_search(m->s, FG_STR("{:/"), m->i);
	m->no_extension_end = end == m->s.n;
	if (end < m->s.n)
		m->i = end;
	return true;
}

static bool
pass_attributes(struct spans *m)
{
	size_t n;

	n = fg_kramdown_attributes(rest(m));
	if (n == 0)
		return false;
	if (m->s.p[m->i + 2] == ':' || m->s.p[m->i + 2] == '/')
		return pass_extension(m, n);
	if (!m->after_span)
		return false;
	m->i += n;
	return true;
}

struct fg_str
fg_kramdown_footnote(struct fg_str s)
{
	size_t n = 2;

	if (!fg_str_starts(s, FG_STR("[^")))
		return (struct fg_str){NULL, 0};
	while (n < s.n && (fg_is_alpha(s.p[n]) || fg_is_digit(s.p[n]) ||
			      s.p[n] == '_' || (s.p[n] == '-' && n > 2)))
		n++;
	if (n == 2 || n == s.n || s.p[n] != ']')
		return (struct fg_str){NULL, 0};
	return fg_str_sub(s, 2, n);
}

static void
number_note(struct fg_kramdown *k, struct fg_footnote *note)
{
	if (note->number)
		return;
	note->number = ++k->note_count;
	if (k->last_note)
		k->last_note->next = note;
	else
		k->first_note = note;
	k->last_note = note;
}

static bool
add_note(struct spans *m)
{
	struct fg_str name = fg_kramdown_footnote(rest(m));
	struct fg_footnote *note =
	    name.p ? fg_map_get(&m->k->footnotes, name) : NULL;

	if (!note)
		return false;
	number_note(m->k, note);
	fg_buf_printf(m->k->out, "<sup id=\"fnref:%.*s", FG_ARG(name));
	if (note->references++)
		fg_buf_printf(m->k->out, ":%u", note->references - 1);
	fg_buf_printf(m->k->out,
	    "\"><a href=\"#fn:%.*s\" class=\"footnote\">%u</a></sup>",
	    FG_ARG(name), note->number);
	m->i += name.n + 3;
	m->after_span = true;
	return true;
}

/* The address of a link is not text. */
static void
copy_address(struct spans *m)
{
	size_t n = 1;

	while (m->i + n < m->s.n && n < 2048 && m->s.p[m->i + n] != ')' &&
	       !fg_is_space(m->s.p[m->i + n]))
		n++;
	copy(m, n);
	m->after_span = false;
}

/* To CommonMark, is there punctuation before that place, or at it? */
static bool
is_punctuation(struct fg_str s, size_t i, bool before)
{
	uint32_t cp;

	if (before)
		while (i > 0 && ((unsigned char)s.p[--i] & 0xc0) == 0x80)
			continue;
	if (i >= s.n || fg_is_space(s.p[i]))
		return false;
	fg_utf8_decode(&cp, fg_str_sub(s, i, s.n));
	return !fg_unicode_is_letter(cp) && !fg_unicode_is_digit(cp) &&
	       !fg_unicode_is_mark(cp);
}

static bool
is_word(struct fg_str s, size_t i, bool before)
{
	if (before ? i == 0 || fg_is_space(s.p[i - 1])
		   : i >= s.n || fg_is_space(s.p[i]))
		return false;
	return !is_punctuation(s, i, before);
}

/* Offset of the next n stars that may end emphasis, or s.n. */
static size_t
find_stars(struct spans *m, size_t n)
{
	size_t at = m->i + n;

	if (m->no_star[n])
		return m->s.n;
	if (m->star_end[n] > m->i)
		return m->star_end[n];
	while (at < m->s.n) {
		size_t run = run_length(m->s, at, '*');

		if (run == n && !fg_is_space(m->s.p[at - 1]))
			break;
		if (m->s.p[at] == '\\')
			at = at + 2 < m->s.n ? at + 2 : m->s.n;
		else if (m->s.p[at] == '`')
			at = code_end(m, at);
		else
			at += run ? run : 1;
	}
	m->star_end[n] = at;
	m->no_star[n] = at == m->s.n;
	return at;
}

/* Note where the n stars here are ended; true if they need to be tags. */
static bool
begin_emphasis(struct spans *m, size_t n)
{
	size_t from = m->i, end;

	if (from + n >= m->s.n || fg_is_space(m->s.p[from + n]))
		return false;
	end = find_stars(m, n);
	if (end == m->s.n)
		return false;
	m->open_until[n] = end;
	m->is_element[n] = (is_punctuation(m->s, end, true) &&
			       is_word(m->s, end + n, false)) ||
			   (is_punctuation(m->s, from + n, false) &&
			       is_word(m->s, from, true));
	return m->is_element[n];
}

/* What was read as a whole may have gone past the end of an element. */
static void
end_emphasis(struct spans *m, size_t n)
{
	if (m->is_element[n] && m->open_until[n])
		fg_buf_add_c(m->k->out, n == 1 ? "</em>" : "</strong>");
	m->open_until[n] = 0;
}

/*
 * "**a:**b" and "a**(b)**": CommonMark wants white space or punctuation on
 * the other side of the stars, kramdown and scripts without blanks do not.
 */
static bool
add_stars(struct spans *m)
{
	size_t n = run_length(m->s, m->i, '*');

	if (n > 2) {
		copy(m, n);
		m->after_span = true;
		return true;
	}
	if (m->i < m->open_until[n])
		return false;
	if (m->i == m->open_until[n] && m->i > 0) {
		end_emphasis(m, n);
		if (!m->is_element[n])
			return false;
	} else if (!begin_emphasis(m, n)) {
		return false;
	} else {
		fg_buf_add_c(m->k->out, n == 1 ? "<em>" : "<strong>");
	}
	m->i += n;
	m->after_span = true;
	return true;
}

/* Guillemets; a CommonMark parser knows the other symbols. */
static bool
add_guillemet(struct spans *m)
{
	static const char *const symbols[][2] = {
	    {"<< ", "\xc2\xab\xc2\xa0"},
	    {" >>", "\xc2\xa0\xc2\xbb"},
	    {"<<", "\xc2\xab"},
	    {">>", "\xc2\xbb"},
	};

	if (m->i == 0 || m->s.p[m->i - 1] == '\n')
		return false;
	for (size_t i = 0; i < 4; i++) {
		struct fg_str text = fg_str_c(symbols[i][0]);

		if (!fg_str_starts(rest(m), text))
			continue;
		fg_buf_add_c(m->k->out, symbols[i][1]);
		m->i += text.n;
		return true;
	}
	return false;
}

static void
copy_character(struct spans *m)
{
	char c = m->s.p[m->i];

	m->after_span = memchr("*_)]", c, 4) != NULL;
	copy(m, 1);
}

void
fg_kramdown_add_spans(struct fg_kramdown *k, struct fg_str text)
{
	struct spans m = {.k = k, .s = text};

	while (m.i < text.n) {
		char c = text.p[m.i];

		for (size_t n = 1; n <= 2; n++)
			if (m.i > m.open_until[n])
				end_emphasis(&m, n);
		if (fg_str_starts(rest(&m), FG_STR("\\\\\n"))) {
			fg_buf_add_char(k->out, '\\');
			m.i += 2;
		} else if (c == '\\' && m.i + 1 < text.n) {
			copy(&m, 2);
			m.after_span = false;
		} else if (c == '`') {
			copy_code(&m);
		} else if (c == '(' && m.i > 0 && text.p[m.i - 1] == ']') {
			copy_address(&m);
		} else if ((c != '<' || !copy_tag(&m)) &&
			   (!memchr("<> ", c, 3) || !add_guillemet(&m)) &&
			   (c != '*' || !add_stars(&m)) &&
			   (c != '$' || !add_math(&m)) &&
			   (c != '~' || !add_strike(&m)) &&
			   (c != '{' || !pass_attributes(&m)) &&
			   (c != '[' || !add_note(&m))) {
			copy_character(&m);
		}
	}
	end_emphasis(&m, 1);
	end_emphasis(&m, 2);
}
