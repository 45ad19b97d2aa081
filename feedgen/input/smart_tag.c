/* SPDX-License-Identifier: ISC */
/* smart_tag.c - tags as kramdown sees them, for smart punctuation. */
#include "base/utf8.h"
#include "input/smart.h"

#define LONGEST_NAME 10
#define SPAN (FG_SMART_SPAN)
#define BLOCK (FG_SMART_BLOCK)
#define VOID (FG_SMART_VOID)
#define PARSED (FG_SMART_PARSED)

static const struct {
	char name[LONGEST_NAME + 1];
	unsigned char flags;
} elements[] = {
    {"a", SPAN | PARSED},
    {"abbr", SPAN | PARSED},
    {"acronym", SPAN | PARSED},
    {"address", BLOCK | PARSED},
    {"applet", BLOCK | PARSED},
    {"area", VOID},
    {"article", BLOCK | PARSED},
    {"aside", BLOCK | PARSED},
    {"b", SPAN | PARSED},
    {"base", VOID},
    {"bdo", SPAN | PARSED},
    {"big", SPAN | PARSED},
    {"blockquote", BLOCK | PARSED},
    {"body", BLOCK | PARSED},
    {"br", SPAN | VOID},
    {"button", SPAN | PARSED},
    {"caption", BLOCK | PARSED},
    {"cite", SPAN | PARSED},
    {"code", SPAN},
    {"col", BLOCK | VOID},
    {"colgroup", BLOCK},
    {"command", VOID},
    {"dd", BLOCK | PARSED},
    {"del", SPAN | PARSED},
    {"details", PARSED},
    {"dfn", SPAN | PARSED},
    {"div", BLOCK | PARSED},
    {"dl", BLOCK | PARSED},
    {"dt", BLOCK | PARSED},
    {"em", SPAN | PARSED},
    {"embed", VOID},
    {"fieldset", BLOCK | PARSED},
    {"figcaption", BLOCK | PARSED},
    {"figure", PARSED},
    {"footer", BLOCK | PARSED},
    {"form", BLOCK | PARSED},
    {"h1", BLOCK | PARSED},
    {"h2", BLOCK | PARSED},
    {"h3", BLOCK | PARSED},
    {"h4", BLOCK | PARSED},
    {"h5", BLOCK | PARSED},
    {"h6", BLOCK | PARSED},
    {"head", BLOCK},
    {"header", BLOCK | PARSED},
    {"hgroup", BLOCK | PARSED},
    {"hr", BLOCK | VOID},
    {"html", BLOCK},
    {"i", SPAN | PARSED},
    {"iframe", BLOCK | PARSED},
    {"img", SPAN | VOID},
    {"input", SPAN | VOID},
    {"ins", SPAN | PARSED},
    {"kbd", SPAN},
    {"keygen", VOID},
    {"label", SPAN | PARSED},
    {"legend", BLOCK | PARSED},
    {"li", BLOCK | PARSED},
    {"link", VOID},
    {"main", BLOCK | PARSED},
    {"map", BLOCK | PARSED},
    {"mark", SPAN},
    {"math", 0},
    {"menu", BLOCK | PARSED},
    {"meta", VOID},
    {"nav", BLOCK | PARSED},
    {"noscript", PARSED},
    {"object", PARSED},
    {"ol", BLOCK},
    {"optgroup", BLOCK | PARSED},
    {"option", SPAN},
    {"p", BLOCK | PARSED},
    {"param", VOID},
    {"pre", BLOCK},
    {"q", SPAN | PARSED},
    {"rb", SPAN | PARSED},
    {"rbc", SPAN | PARSED},
    {"rp", SPAN | PARSED},
    {"rt", SPAN | PARSED},
    {"rtc", SPAN | PARSED},
    {"ruby", SPAN | PARSED},
    {"samp", SPAN},
    {"script", 0},
    {"section", BLOCK | PARSED},
    {"select", SPAN | PARSED},
    {"small", SPAN | PARSED},
    {"source", VOID},
    {"span", SPAN | PARSED},
    {"strong", SPAN | PARSED},
    {"style", 0},
    {"sub", SPAN | PARSED},
    {"summary", BLOCK | PARSED},
    {"sup", SPAN | PARSED},
    {"table", BLOCK},
    {"tbody", BLOCK},
    {"td", BLOCK | PARSED},
    {"textarea", 0},
    {"tfoot", BLOCK},
    {"th", BLOCK | PARSED},
    {"thead", BLOCK},
    {"tr", BLOCK},
    {"track", VOID},
    {"tt", SPAN | PARSED},
    {"u", SPAN},
    {"ul", BLOCK},
    {"var", SPAN},
    {"wbr", VOID},
};

static unsigned
flags_of(struct fg_str name)
{
	size_t count = sizeof(elements) / sizeof(elements[0]);

	if (name.n > LONGEST_NAME)
		return 0;
	for (size_t i = 0; i < count; i++)
		if (fg_str_eq_nocase(name, fg_str_c(elements[i].name)))
			return elements[i].flags | FG_SMART_KNOWN;
	return 0;
}

/* Bytes of the character at s, if a name may hold it there; else 0. */
static size_t
name_character(struct fg_str s, bool is_first)
{
	uint32_t cp;
	size_t n;

	if (s.n == 0)
		return 0;
	if (fg_is_alpha(s.p[0]) || s.p[0] == '_')
		return 1;
	if (!is_first &&
	    (fg_is_digit(s.p[0]) || s.p[0] == '-' || s.p[0] == '.'))
		return 1;
	if ((unsigned char)s.p[0] < 0x80)
		return 0;
	n = fg_utf8_decode(&cp, s);
	if (fg_unicode_is_letter(cp))
		return n;
	if (!is_first && (fg_unicode_is_mark(cp) || fg_unicode_is_digit(cp)))
		return n;
	return 0;
}

static size_t
simple_name(struct fg_str s)
{
	size_t n = name_character(s, true), more = n;

	while (more > 0) {
		more = name_character(fg_str_sub(s, n, s.n), false);
		n += more;
	}
	return n;
}

/* Bytes of the name at s, with one prefix at most; 0: none. */
static size_t
name_length(struct fg_str s)
{
	size_t n = simple_name(s), local;

	if (n == 0 || n == s.n || s.p[n] != ':')
		return n;
	local = simple_name(fg_str_sub(s, n + 1, s.n));
	return local ? n + 1 + local : n;
}

static size_t
skip_space(struct fg_str s, size_t i)
{
	while (i < s.n && fg_is_space(s.p[i]))
		i++;
	return i;
}

/* Past the value that begins at i, quoted or one word; i itself: none. */
static size_t
skip_value(struct fg_str s, size_t i)
{
	size_t from = i, n;

	if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
		size_t end = fg_str_find(s, s.p[i], i + 1);

		return end < s.n ? end + 1 : from;
	}
	while (i < s.n && s.p[i] != '-' && s.p[i] != '.') {
		n = fg_is_digit(s.p[i])
			? 1
			: name_character(fg_str_sub(s, i, s.n), false);
		if (n == 0)
			break;
		i += n;
	}
	return i;
}

/* Past the attribute that white space at i leads in; i itself: none. */
static size_t
skip_attribute(struct fg_str s, size_t i)
{
	size_t at = skip_space(s, i), n, value;

	n = name_length(fg_str_sub(s, at, s.n));
	if (at == i || n == 0)
		return i;
	i = at + n;
	at = skip_space(s, i);
	if (at == s.n || s.p[at] != '=')
		return i;
	at = skip_space(s, at + 1);
	value = skip_value(s, at);
	return value > at ? value : i;
}

bool
fg_smart_tag_read(struct fg_smart_tag *out, struct fg_str s)
{
	size_t n = name_length(fg_str_sub(s, 1, s.n)), i, next;

	if (n == 0)
		return false;
	out->name = fg_str_sub(s, 1, 1 + n);
	for (i = 1 + n; (next = skip_attribute(s, i)) > i;)
		i = next;
	i = skip_space(s, i);
	out->is_closed = i < s.n && s.p[i] == '/';
	i += out->is_closed;
	if (i == s.n || s.p[i] != '>')
		return false;
	out->n = i + 1;
	out->flags = flags_of(out->name);
	return true;
}

size_t
fg_smart_end_tag(struct fg_str *name, struct fg_str s)
{
	size_t n, i;

	if (!fg_str_starts(s, FG_STR("</")))
		return 0;
	n = name_length(fg_str_sub(s, 2, s.n));
	i = skip_space(s, 2 + n);
	if (n == 0 || i == s.n || s.p[i] != '>')
		return 0;
	*name = fg_str_sub(s, 2, 2 + n);
	return i + 1;
}
