/* SPDX-License-Identifier: ISC */
/* yaml_hint.c - how to mend what libyaml complains about. */
#include "lib/yaml_hint.h"

static const char tab[] = "indent with blanks: YAML allows no tabs there";
static const char colon[] =
    "put the value in quotes, because it holds a colon: title: \"One: two\"";
static const char behind_quote[] =
    "put all of the value in quotes; a quote inside is written twice: "
    "'it''s'";
static const char indentation[] =
    "begin the line in the same column as the lines that it belongs to";
static const char special[] =
    "put the value in quotes, because it begins with a character that means "
    "something to YAML";

static const char no_colon[] =
    "the line above is no 'key: value': write its colon, and a blank behind it";

/* libyaml 0.2.5's words, or a part of them; the first that fits counts. */
static const struct {
	const char *problem, *hint;
} hints[] = {
    {"tab character", tab},
    {"mapping values are not allowed", indentation},
    {"did not find expected key", indentation},
    {"did not find expected '-' indicator", indentation},
    {"could not find expected ':'",
	"write 'key: value', with a colon and a blank, or close the quote or "
	"bracket above"},
    {"unexpected end of stream", "close the quote that opens here"},
    {"unexpected document indicator", "close the quote that opens here"},
    {"expected ',' or ']'", "close the list with ']'"},
    {"expected ',' or '}'", "close the map with '}'"},
    {"unknown escape character",
	"write each backslash twice, or use single quotes"},
    {"block sequence entries are not allowed",
	"begin the list on a line of its own"},
    {"cannot start any token", special},
    {"did not find expected node content", special},
    {"alphabetic or numeric", special},
    {"tag", special},
    {"whitespace or line break", special},
};

/* The line around the byte, up to it. */
static struct fg_str
line_before(struct fg_str text, size_t at)
{
	size_t from = at < text.n ? at : text.n;

	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	return fg_str_sub(text, from, at);
}

static bool
is_indented_by_tab(struct fg_str line, struct fg_str text, size_t at)
{
	for (size_t i = 0; i < line.n && fg_is_blank(line.p[i]); i++)
		if (line.p[i] == '\t')
			return true;
	return at < text.n && text.p[at] == '\t';
}

/* What the line itself tells where libyaml's words fit several causes. */
static const char *
hint_by_line(const char *problem, struct fg_str line)
{
	size_t at = fg_str_search(line, FG_STR(": "), 0);
	struct fg_str value = fg_str_trim(fg_str_sub(line, at + 1, line.n));

	if (strstr(problem, "mapping values")) {
		if (at < line.n)
			return colon;
		return line.n > 0 && !fg_is_blank(line.p[0]) ? no_colon : NULL;
	}
	if (!strstr(problem, "expected key") || value.n == 0)
		return NULL;
	if (strchr("'\"", value.p[0]))
		return behind_quote;
	return strchr("[{", value.p[0]) ? special : NULL;
}

const char *
fg_yaml_hint(const char *problem, struct fg_str text, size_t at)
{
	struct fg_str line = line_before(text, at);
	const char *hint = hint_by_line(problem, line);

	if (is_indented_by_tab(line, text, at))
		return tab;
	for (size_t i = 0; !hint && i < sizeof(hints) / sizeof(*hints); i++)
		if (strstr(problem, hints[i].problem))
			hint = hints[i].hint;
	return hint ? hint : "put text with special characters in quotes";
}
