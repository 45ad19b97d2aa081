/* SPDX-License-Identifier: ISC */
/* kramdown_table.c - tables: lines with "|" between their cells. */
#include "input/kramdown_impl.h"

/* Offset of the first "|" that is neither escaped nor in code, or s.n. */
static size_t
find_pipe(struct fg_str s, size_t i)
{
	while (i < s.n && s.p[i] != '|') {
		size_t run = 0, end;

		if (s.p[i] == '\\') {
			i += 2;
			continue;
		}
		while (i + run < s.n && s.p[i + run] == '`')
			run++;
		if (run == 0) {
			i++;
			continue;
		}
		end = fg_str_search(
		    s, fg_str_sub(s, i, i + run), i + run);
		i = end < s.n ? end + run : i + run;
	}
	return i < s.n ? i : s.n;
}

/* Has the line nothing but the characters, and `needed` among them? */
static bool
consists_of(struct fg_str line, const char *characters, char needed)
{
	bool found = false;

	for (size_t i = 0; i < line.n; i++) {
		if (!strchr(characters, line.p[i]) || line.p[i] == '\0')
			return false;
		found |= line.p[i] == needed;
	}
	return found;
}

static bool
is_separator(struct fg_str line)
{
	return consists_of(line, "+|: \t-", '-') &&
	       fg_str_find(line, '|', 0) < line.n;
}

static bool
is_footer(struct fg_str line)
{
	return consists_of(line, "+|: \t=", '=') &&
	       fg_str_find(line, '|', 0) < line.n;
}

/* The line behind the table that would begin here; the same if it is none. */
static size_t
table_end(struct fg_kramdown *k)
{
	size_t i = k->i;
	bool has_row = false;

	if (i < k->no_table)
		return i;
	while (i < k->n && !fg_kramdown_is_blank(k->lines[i])) {
		struct fg_str line = k->lines[i];

		if (fg_kramdown_attributes(fg_str_trim(line)))
			break;
		if (find_pipe(line, 0) == line.n) {
			k->no_table = i;
			return k->i;
		}
		has_row |= !is_separator(line) && !is_footer(line);
		i++;
	}
	return has_row ? i : k->i;
}

static void
add_row(struct fg_kramdown *k, struct fg_str line, const char *cell)
{
	line = fg_str_trim(line);
	if (line.n && line.p[0] == '|')
		line = fg_str_sub(line, 1, line.n);
	fg_buf_add_c(k->out, "<tr>\n");
	while (line.n > 0) {
		size_t end = find_pipe(line, 0);

		fg_buf_printf(k->out, "<%s>\n\n", cell);
		fg_kramdown_add_spans(
		    k, fg_str_trim(fg_str_sub(line, 0, end)));
		fg_buf_printf(k->out, "\n\n</%s>\n", cell);
		line = fg_str_sub(line, end + 1, line.n);
	}
	fg_buf_add_c(k->out, "</tr>\n");
}

/* Is there a separator behind the first rows, so that they are a head? */
static bool
has_head(const struct fg_kramdown *k, size_t end)
{
	bool has_row = false;

	for (size_t i = k->i; i < end; i++) {
		bool is_row = !is_separator(k->lines[i]);

		if (has_row && !is_row)
			return i + 1 < end;
		has_row |= is_row;
	}
	return false;
}

bool
fg_kramdown_table(struct fg_kramdown *k)
{
	size_t end = table_end(k);
	const char *section = NULL, *next;
	bool in_head;

	if (end == k->i)
		return false;
	in_head = has_head(k, end);
	next = in_head ? "thead" : "tbody";
	fg_buf_add_c(k->out, "<table>\n");
	for (; k->i < end; k->i++) {
		struct fg_str line = k->lines[k->i];

		if (is_separator(line) || is_footer(line)) {
			next = is_footer(line) ? "tfoot"
			       : section       ? "tbody"
					       : next;
			in_head &= !section;
			continue;
		}
		if (next != section) {
			if (section)
				fg_buf_printf(k->out, "</%s>\n", section);
			fg_buf_printf(k->out, "<%s>\n", next);
			section = next;
		}
		add_row(k, line, in_head ? "th" : "td");
	}
	fg_buf_printf(k->out, "</%s>\n</table>\n\n", section);
	k->after_blank = true;
	return true;
}

/* Take the <p> of `<td>\n<p>cell</p>\n</td>` away. */
static size_t
tidy_start(struct fg_str html)
{
	static const char *const starts[] = {
	    "<td>\n<p>", "<th>\n<p>", "<dt>\n<p>"};

	for (size_t i = 0; i < 3; i++)
		if (fg_str_starts(html, fg_str_c(starts[i])))
			return 8;
	return 0;
}

static size_t
tidy_end(struct fg_str html)
{
	static const char *const ends[] = {
	    "</p>\n</td>", "</p>\n</th>", "</p>\n</dt>"};

	for (size_t i = 0; i < 3; i++)
		if (fg_str_starts(html, fg_str_c(ends[i])))
			return 5;
	return 0;
}

void
fg_kramdown_tidy(struct fg_buf *out, struct fg_str html)
{
	size_t from = 0, at = 0;

	while ((at = fg_str_find(html, '<', at)) < html.n) {
		struct fg_str here = fg_str_sub(html, at, html.n);
		size_t start = tidy_start(here), end = tidy_end(here);

		if (start) {
			fg_buf_add(out, fg_str_sub(html, from, at + 4));
			from = at + start;
		} else if (end) {
			fg_buf_add(out, fg_str_sub(html, from, at));
			from = at + end;
		}
		at++;
	}
	fg_buf_add(out, fg_str_sub(html, from, html.n));
}
