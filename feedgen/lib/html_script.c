/* SPDX-License-Identifier: ISC */
/* html_script.c - where a script ends (HTML standard, 13.2.5.15 to .31). */
#include "lib/html_internal.h"

/*
 * The standard's seventeen states come down to three: what they remember
 * beside that (dashes, the name that is being read) can be seen in the input.
 */
enum escape {
	PLAIN,
	ESCAPED,       /* behind "<!--": "<script" begins a second level */
	DOUBLE_ESCAPED /* "</script" ends that level, and not the script */
};

/* Does "script" stand there, with what ends a tag's name behind it? */
static bool
is_script_at(struct fg_str s, size_t at)
{
	char c;

	if (at + 6 >= s.n ||
	    !fg_str_eq_nocase(fg_str_sub(s, at, at + 6), FG_STR("script")))
		return false;
	c = s.p[at + 6];
	return fg_html_is_space(c) || c == '/' || c == '>';
}

/* The level behind the "<" at that offset. */
static enum escape
level_behind(struct fg_str s, size_t at, enum escape level)
{
	if (is_script_at(s, at + 1))
		return DOUBLE_ESCAPED;
	if (level == DOUBLE_ESCAPED && at + 1 < s.n && s.p[at + 1] == '/' &&
	    is_script_at(s, at + 2))
		return ESCAPED;
	return level;
}

size_t
fg_html_script_end(const struct fg_html_tokenizer *t, size_t from)
{
	struct fg_str s = t->input;
	enum escape level = PLAIN;

	for (size_t i = from; i < s.n; i++) {
		if (level == PLAIN) {
			i = fg_str_find(s, '<', i);
			if (i == s.n || fg_html_is_end_tag_at(t, i))
				return i;
			if (fg_str_starts(
				fg_str_sub(s, i, s.n), FG_STR("<!--")))
				level = ESCAPED;
		} else if (s.p[i] == '<') {
			if (level == ESCAPED && fg_html_is_end_tag_at(t, i))
				return i;
			level = level_behind(s, i, level);
		} else if (s.p[i] == '>' && s.p[i - 1] == '-' &&
			   s.p[i - 2] == '-') {
			/* They may be those of the beginning: "<!-->". */
			level = PLAIN;
		}
	}
	return s.n;
}
