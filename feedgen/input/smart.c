/* SPDX-License-Identifier: ISC */
/*
 * smart.c - smart punctuation, as kramdown's SmartyPants mode chooses it.
 *
 * The order of the rules is kramdown's; where two apply, the first wins.
 * Nothing here looks behind the place that is being read.
 */
#include "input/smart.h"
#include "base/utf8.h"
#include "input/jekyll.h"

/* Deeper tags than this are text: nobody writes such a title. */
#define MOST_OPEN 32

#define LSQUO "\xe2\x80\x98"
#define RSQUO "\xe2\x80\x99"
#define LDQUO "\xe2\x80\x9c"
#define RDQUO "\xe2\x80\x9d"

struct open {
	struct fg_smart_tag tag;
	bool is_raw;   /* its text stays as it is */
	bool is_block; /* it began a line; so did all that are around it */
	bool is_code;  /* nothing in it is markup but its end */
};

struct smart {
	struct fg_buf *out;
	struct fg_str s;
	size_t i;
	struct open open[MOST_OPEN];
	size_t depth;
	bool after_block;
	/* Once an end is missing, it is for all that follows. */
	bool no_comment_end, no_instruction_end;
};

/* The byte at i; the end of the text is the end of a line. */
static char
byte(const struct smart *m, size_t i)
{
	return i < m->s.n ? m->s.p[i] : '\n';
}

static struct fg_str
rest(const struct smart *m)
{
	return fg_str_sub(m->s, m->i, m->s.n);
}

static size_t
character(const struct smart *m, size_t i)
{
	uint32_t cp;
	size_t n;

	if ((unsigned char)byte(m, i) < 0x80)
		return 1;
	n = fg_utf8_decode(&cp, fg_str_sub(m->s, i, m->s.n));
	return n ? n : 1;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'';
}

static bool
is_word(char c)
{
	return fg_is_alpha(c) || fg_is_digit(c) || c == '_';
}

/* Ruby's \b knows the words of all scripts, its \w does not. */
static bool
is_word_of_any_script(const struct smart *m, size_t i)
{
	uint32_t cp;

	if ((unsigned char)byte(m, i) < 0x80)
		return is_word(byte(m, i));
	fg_utf8_decode(&cp, fg_str_sub(m->s, i, m->s.n));
	return fg_unicode_is_letter(cp) || fg_unicode_is_mark(cp) ||
	       fg_unicode_is_digit(cp);
}

/* Append n bytes from i as text; lines end in LF. */
static void
add_text(struct smart *m, size_t i, size_t n)
{
	for (size_t end = i + n; i < end; i++) {
		switch (m->s.p[i]) {
		case '&':
			fg_buf_add_c(m->out, "&amp;");
			break;
		case '<':
			fg_buf_add_c(m->out, "&lt;");
			break;
		case '>':
			fg_buf_add_c(m->out, "&gt;");
			break;
		case '\r':
			if (byte(m, i + 1) != '\n' || i + 1 >= m->s.n)
				fg_buf_add_char(m->out, '\n');
			break;
		default:
			fg_buf_add_char(m->out, m->s.p[i]);
		}
	}
}

/* Append the next n bytes as they are. */
static void
copy(struct smart *m, size_t n)
{
	fg_buf_add(m->out, fg_str_sub(m->s, m->i, m->i + n));
	m->i += n;
}

static void
add_left(struct smart *m, char quote)
{
	fg_buf_add_c(m->out, quote == '"' ? LDQUO : LSQUO);
}

static void
add_right(struct smart *m, char quote)
{
	fg_buf_add_c(m->out, quote == '"' ? RDQUO : RSQUO);
}

/* Quotes before emphasis, before punctuation, before white space or "s". */
static bool
precedes_emphasis(const struct smart *m, size_t i)
{
	return (byte(m, i) == '_' || byte(m, i) == '*') &&
	       !fg_is_space(byte(m, i + 1));
}

static bool
precedes_punctuation(const struct smart *m, size_t i)
{
	char c = byte(m, i);

	if (c <= ' ' || c > '~' || c == '&' || fg_is_alpha(c) || fg_is_digit(c))
		return false;
	if (byte(m, i + 1) == '.' && byte(m, i + 2) == '.')
		return false;
	return (c == '_') == is_word_of_any_script(m, i + 1);
}

static bool
precedes_end(const struct smart *m, size_t i)
{
	return fg_is_space(byte(m, i)) ||
	       (byte(m, i) == 's' && !is_word_of_any_script(m, i + 1));
}

/* A closing quote does not follow these. */
static bool
opens(char c)
{
	return memchr(" \\\t\r\n[{(-", c, 9) != NULL;
}

/*
 * Two quotes before a word, and the apostrophe of "the '80s"; one white space
 * may stand before them.
 */
static bool
add_special_quotes(struct smart *m)
{
	size_t space = fg_is_space(byte(m, m->i)), i = m->i + space;
	char a = byte(m, i), b = byte(m, i + 1), c = byte(m, i + 2);

	if (is_quote(a) && is_quote(b) && a != b && is_word(c)) {
		add_text(m, m->i, space);
		add_left(m, a);
		add_left(m, b);
		m->i = i + 2;
		return true;
	}
	if (a == '\'' && fg_is_digit(b) && fg_is_digit(c) &&
	    byte(m, i + 3) == 's') {
		add_text(m, m->i, space);
		add_right(m, a);
		m->i = i + 1;
		return true;
	}
	return false;
}

/* The character before the quote belongs to the text. */
static void
add_text_and_quote(struct smart *m, size_t n, bool is_left)
{
	char quote = byte(m, m->i + n);

	add_text(m, m->i, n);
	if (is_left)
		add_left(m, quote);
	else
		add_right(m, quote);
	m->i += n + 1;
}

static bool
add_quotes(struct smart *m)
{
	size_t i = m->i, n = character(m, i);
	char c = byte(m, i);
	bool here = is_quote(c), next = c != '\\' && is_quote(byte(m, i + n));

	if (!here && !next)
		return false;
	if (here && precedes_emphasis(m, i + 1))
		add_text_and_quote(m, 0, true);
	else if (here && precedes_punctuation(m, i + 1))
		add_text_and_quote(m, 0, false);
	else if (add_special_quotes(m))
		return true;
	else if (next && fg_is_space(c) && is_word(byte(m, i + 2)))
		add_text_and_quote(m, 1, true);
	else if (next && !opens(c))
		add_text_and_quote(m, n, false);
	else if (here && precedes_end(m, i + 1))
		add_text_and_quote(m, 0, false);
	else
		add_text_and_quote(m, next ? n : 0, true);
	return true;
}

static bool
add_symbol(struct smart *m)
{
	static const struct {
		const char *text, *symbol;
	} symbols[] = {
	    {"---", "\xe2\x80\x94"},
	    {"--", "\xe2\x80\x93"},
	    {"...", "\xe2\x80\xa6"},
	    {"\\<<", "&lt;&lt;"},
	    {"\\>>", "&gt;&gt;"},
	    {"<< ", "\xc2\xab\xc2\xa0"},
	    {" >>", "\xc2\xa0\xc2\xbb"},
	    {"<<", "\xc2\xab"},
	    {">>", "\xc2\xbb"},
	};

	if (!memchr("-.\\< >", byte(m, m->i), 6))
		return false;
	for (size_t k = 0; k < sizeof(symbols) / sizeof(symbols[0]); k++) {
		struct fg_str text = fg_str_c(symbols[k].text);

		if (!fg_str_starts(rest(m), text))
			continue;
		fg_buf_add_c(m->out, symbols[k].symbol);
		m->i += text.n;
		return true;
	}
	return false;
}

/* Bytes of the reference at the place, its name known or not; 0: none. */
static size_t
reference_length(const struct smart *m)
{
	size_t i = m->i + 1, from;

	if (byte(m, i) == '#') {
		bool hex = byte(m, ++i) == 'x';

		from = i += hex;
		while (hex ? fg_hex_digit(byte(m, i)) >= 0
			   : fg_is_digit(byte(m, i)))
			i++;
	} else {
		from = i;
		while (is_word(byte(m, i)) || byte(m, i) == ':' ||
		       (i > from && (byte(m, i) == '-' || byte(m, i) == '.')))
			i++;
	}
	return i > from && byte(m, i) == ';' ? i + 1 - m->i : 0;
}

static bool
add_reference(struct smart *m)
{
	size_t n = byte(m, m->i) == '&' ? reference_length(m) : 0;

	copy(m, n);
	return n > 0;
}

/* Copy what begins with `start` here, up to its end. */
static bool
copy_through(
    struct smart *m, struct fg_str start, struct fg_str end, bool *is_missing)
{
	size_t at;

	if (*is_missing || !fg_str_starts(rest(m), start))
		return false;
	at = fg_str_search(m->s, end, m->i + start.n);
	if (at == m->s.n) {
		*is_missing = true;
		return false;
	}
	copy(m, at + end.n - m->i);
	return true;
}

static bool
copy_comment(struct smart *m)
{
	return copy_through(
	    m, FG_STR("<!--"), FG_STR("-->"), &m->no_comment_end);
}

static bool
names(const struct fg_smart_tag *tag, struct fg_str name)
{
	return tag->flags & FG_SMART_KNOWN ? fg_str_eq_nocase(tag->name, name)
					   : fg_str_eq(tag->name, name);
}

/* kramdown closes what was left open. */
static void
close_all(struct smart *m)
{
	while (m->depth > 0) {
		fg_buf_add_c(m->out, "</");
		fg_buf_add(m->out, m->open[--m->depth].tag.name);
		fg_buf_add_char(m->out, '>');
	}
}

/* After an element on lines of its own begins a new one. */
static void
end_block(struct smart *m, bool had_body)
{
	size_t i = m->i;

	while (had_body && i < m->s.n && fg_is_blank(m->s.p[i]))
		i++;
	if (had_body && byte(m, i) == '\n')
		m->i = i + (i < m->s.n);
	if (m->i < m->s.n)
		fg_buf_add_char(m->out, '\n');
	m->after_block = true;
}

static void
open_element(struct smart *m, const struct fg_smart_tag *tag, bool is_block)
{
	bool in_raw = m->depth > 0 && m->open[m->depth - 1].is_raw;

	copy(m, tag->n);
	if (tag->is_closed || tag->flags & FG_SMART_VOID) {
		if (is_block && m->depth == 0)
			end_block(m, false);
		return;
	}
	m->open[m->depth++] = (struct open){
	    .tag = *tag,
	    .is_raw = is_block || in_raw || !(tag->flags & FG_SMART_PARSED),
	    .is_block = is_block,
	    .is_code = is_block && (names(tag, FG_STR("script")) ||
				       names(tag, FG_STR("style"))),
	};
}

/* The end tag of the innermost element; others are text. */
static bool
close_element(struct smart *m)
{
	struct fg_str name;
	struct open *top;
	size_t n;

	if (m->depth == 0 || byte(m, m->i) != '<')
		return false;
	top = &m->open[m->depth - 1];
	n = fg_smart_end_tag(&name, rest(m));
	if (n == 0 || !names(&top->tag, name))
		return false;
	copy(m, n);
	if (--m->depth == 0 && top->is_block)
		end_block(m, true);
	return true;
}

/* An end tag that ends nothing, and one that is none of a line's, are text. */
static bool
add_tag(struct smart *m)
{
	bool in_block = m->depth > 0 && m->open[m->depth - 1].is_block;
	struct fg_smart_tag tag;
	struct fg_str name;
	size_t n;

	if (byte(m, m->i) != '<')
		return false;
	if (close_element(m) || copy_comment(m))
		return true;
	if (in_block &&
	    copy_through(m, FG_STR("<?"), FG_STR("?>"), &m->no_instruction_end))
		return true;
	n = fg_smart_end_tag(&name, rest(m));
	if (n == 0) {
		if (m->depth == MOST_OPEN || !fg_smart_tag_read(&tag, rest(m)))
			return false;
		if (in_block || !(tag.flags & FG_SMART_BLOCK)) {
			open_element(m, &tag, in_block);
			return true;
		}
		n = tag.n;
	}
	add_text(m, m->i, n);
	m->i += n;
	return true;
}

/* At the start of a line: an element that is none of a line's. */
static bool
add_block(struct smart *m)
{
	struct fg_smart_tag tag;
	size_t i = m->i;

	if (m->depth > 0 && m->open[0].is_block)
		return false;
	if (!m->after_block && i > 0 && m->s.p[i - 1] != '\n')
		return false;
	m->after_block = false;
	if (m->depth == 0 && copy_comment(m)) {
		end_block(m, true);
		return true;
	}
	while (i < m->i + 3 && byte(m, i) == ' ')
		i++;
	if (byte(m, i) != '<' ||
	    !fg_smart_tag_read(&tag, fg_str_sub(m->s, i, m->s.n)) ||
	    tag.flags & FG_SMART_SPAN)
		return false;
	close_all(m);
	m->i = i;
	open_element(m, &tag, true);
	return true;
}

void
fg_smart_punctuation(struct fg_buf *html, struct fg_str text)
{
	struct smart m = {.out = html, .s = text};

	while (m.i < m.s.n) {
		struct open *top = m.depth > 0 ? &m.open[m.depth - 1] : NULL;
		size_t n = character(&m, m.i);

		if (add_block(&m))
			continue;
		if (top && top->is_code) {
			if (!close_element(&m))
				copy(&m, n);
			continue;
		}
		if (!(top && top->is_raw) &&
		    (close_element(&m) || add_quotes(&m) || add_reference(&m) ||
			add_symbol(&m)))
			continue;
		if (add_tag(&m) || add_reference(&m))
			continue;
		add_text(&m, m.i, n);
		m.i += n;
	}
	close_all(&m);
}
