/* SPDX-License-Identifier: ISC */
/* kramdown.c - kramdown's blocks, line by line, as CommonMark. */
#include "input/kramdown.h"

#include "input/kramdown_impl.h"

/* Bytes of "> > " at the start of the line. */
static size_t
quote_prefix(struct fg_str line)
{
	size_t n = 0, i = 0;

	for (;;) {
		while (i < line.n && i < n + 3 && line.p[i] == ' ')
			i++;
		if (i == line.n || line.p[i] != '>')
			return n;
		i++;
		if (i < line.n && line.p[i] == ' ')
			i++;
		n = i;
	}
}

/* Length of the fence at the start of s, or 0. */
size_t
fg_kramdown_fence(struct fg_str s)
{
	size_t n = 0;

	if (s.n < 3 || (s.p[0] != '`' && s.p[0] != '~'))
		return 0;
	while (n < s.n && s.p[n] == s.p[0])
		n++;
	if (n < 3 || (s.p[0] == '`' && fg_str_find(s, '`', n) < s.n))
		return 0;
	return n;
}

static bool
is_heading(struct fg_str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '#')
		n++;
	return n > 0 && n <= 6 && n < s.n && fg_is_blank(s.p[n]);
}

/* "* * *", "---": three or more of the same, and blanks. */
static bool
is_rule(struct fg_str s)
{
	size_t n = 0;

	if (s.n == 0 || !memchr("*-_", s.p[0], 3))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == s.p[0])
			n++;
		else if (!fg_is_blank(s.p[i]))
			return false;
	}
	return n >= 3;
}

/* Has the line nothing but "{:...}"? */
static bool
is_attribute_line(struct fg_str s)
{
	size_t n = fg_kramdown_attributes(s);

	return n > 0 && fg_kramdown_is_blank(fg_str_sub(s, n, s.n));
}

/* "*[HTML]: words" */
static bool
is_abbreviation(struct fg_str s)
{
	size_t end;

	if (!fg_str_starts(s, FG_STR("*[")))
		return false;
	end = fg_str_find(s, ']', 2);
	return end > 2 && end + 1 < s.n && s.p[end + 1] == ':';
}

static bool
is_end_of_block(struct fg_str s)
{
	return fg_str_eq(fg_str_trim(s), FG_STR("^"));
}

/* Is it none of those blocks that take this line only, or know their end? */
static bool
is_text(struct fg_str s)
{
	return !fg_kramdown_fence(s) && !is_attribute_line(s) &&
	       !is_end_of_block(s) && !is_rule(s) && !is_heading(s) &&
	       !is_abbreviation(s) && !fg_kramdown_is_html(s) &&
	       !fg_kramdown_footnote(s).p && !fg_kramdown_marker(s);
}

/* The text of the line behind its quote marks and blanks. */
static struct fg_str
text_of(struct fg_str line, size_t *columns)
{
	size_t bytes;

	line = fg_str_sub(line, quote_prefix(line), line.n);
	*columns = fg_kramdown_indent(&bytes, line);
	return fg_str_sub(line, bytes, line.n);
}

static size_t
base_of(const struct fg_kramdown *k)
{
	return k->depth ? k->content[k->depth - 1] : 0;
}

/* Does the line begin something else than more of the paragraph? */
static bool
ends_paragraph(const struct fg_kramdown *k, size_t i, bool in_quote)
{
	size_t columns;
	struct fg_str s = text_of(k->lines[i], &columns);

	if (fg_kramdown_is_blank(s) || i == k->definition_end)
		return true;
	if (k->element_count &&
	    k->lines[i].p + k->lines[i].n >=
		k->elements[k->element_count - 1].inner_end)
		return true;
	if (columns >= base_of(k) + 4)
		return false;
	return is_attribute_line(s) || fg_kramdown_fence(s) || is_heading(s) ||
	       is_end_of_block(s) || fg_kramdown_is_html(s) ||
	       fg_kramdown_is_definition(k->lines[i]) ||
	       (fg_kramdown_marker(s) && !is_rule(s)) ||
	       (!in_quote && quote_prefix(k->lines[i]) > 0);
}

static size_t
paragraph_end(const struct fg_kramdown *k)
{
	bool in_quote = quote_prefix(k->lines[k->i]) > 0;
	size_t end = k->i + 1;

	while (end < k->n && !ends_paragraph(k, end, in_quote))
		end++;
	return end;
}

/* A heading's text without " {#id}" at its end. */
static struct fg_str
without_id(struct fg_str line)
{
	struct fg_str s = line;
	size_t at;

	while (s.n && fg_is_space(s.p[s.n - 1]))
		s.n--;
	if (s.n == 0 || s.p[s.n - 1] != '}')
		return line;
	at = fg_str_rfind(s, '{');
	if (at == 0 || at == s.n || s.p[at + 1] != '#' ||
	    !fg_is_blank(s.p[at - 1]))
		return line;
	return fg_str_sub(s, 0, at - 1);
}

static bool
is_underline(struct fg_str line)
{
	line = fg_str_trim(line);
	for (size_t i = 1; i < line.n; i++)
		if (line.p[i] != line.p[0])
			return false;
	return line.n > 0 && (line.p[0] == '=' || line.p[0] == '-');
}

/* To kramdown, "1)" begins no list. */
static void
add_to_group(struct fg_kramdown *k, struct fg_str line)
{
	size_t i = 0;

	while (i < line.n && fg_is_blank(line.p[i]))
		i++;
	while (i < line.n && fg_is_digit(line.p[i]))
		i++;
	if (i > 0 && i < line.n && line.p[i] == ')' &&
	    fg_is_digit(line.p[i - 1])) {
		fg_buf_add(&k->group, fg_str_sub(line, 0, i));
		fg_buf_add_char(&k->group, '\\');
		line = fg_str_sub(line, i, line.n);
	}
	fg_buf_add(&k->group, line);
}

/* The rest of this line, and the lines up to `end`, as one text. */
static void
add_lines(struct fg_kramdown *k, struct fg_str rest, size_t end)
{
	fg_buf_reset(&k->group);
	for (size_t i = k->i; i < end; i++) {
		struct fg_str line = i == k->i ? rest : k->lines[i];

		if ((i == k->i && is_heading(line)) ||
		    (i + 2 == end && is_underline(k->lines[i + 1])))
			line = without_id(line);
		if (i > k->i)
			fg_buf_add_char(&k->group, '\n');
		add_to_group(k, line);
	}
	fg_kramdown_add_spans(k, fg_buf_str(&k->group));
	fg_buf_add_char(k->out, '\n');
	k->i = end;
	k->after_blank = false;
}

/* Each line of the paragraph is a term. */
static void
add_terms(struct fg_kramdown *k, size_t end, size_t definition)
{
	if (!k->in_dl)
		fg_buf_add_c(k->out, "\n<dl>\n");
	k->in_dl = true;
	for (; k->i < end; k->i++) {
		fg_buf_add_c(k->out, "<dt>\n\n");
		fg_kramdown_add_spans(k, fg_str_trim(k->lines[k->i]));
		fg_buf_add_c(k->out, "\n\n</dt>\n");
	}
	k->i = definition;
	fg_kramdown_begin_definition(k);
}

static bool
try_terms(struct fg_kramdown *k)
{
	size_t end, definition;

	if (k->definition_end || k->depth > 0 ||
	    quote_prefix(k->lines[k->i]) > 0)
		return false;
	end = paragraph_end(k);
	definition = fg_kramdown_find_definition(k, end);
	if (definition == k->n)
		return false;
	add_terms(k, end, definition);
	return true;
}

static void
close_list_of_definitions(struct fg_kramdown *k)
{
	if (k->in_dl)
		fg_buf_add_c(k->out, "</dl>\n\n");
	k->in_dl = false;
}

/* The list right before {:toc} is where a table of contents would be. */
static bool
is_toc(struct fg_str attributes)
{
	struct fg_str word, rest;

	rest = fg_str_sub(attributes, 2, fg_str_find(attributes, '}', 0));
	while (rest.n > 0 && fg_str_split(&word, &rest, ' '))
		if (fg_str_eq(word, FG_STR("toc")))
			return true;
	return false;
}

/* Pass over {::comment}; write what is in {::nomarkdown}. */
static void
pass_extension(struct fg_kramdown *k, struct fg_str tag)
{
	bool is_raw = fg_str_starts(tag, FG_STR("{::nomarkdown"));
	size_t end = ++k->i;

	if (fg_str_search(tag, FG_STR("/}"), 0) < tag.n ||
	    k->no_extension_end)
		return;
	while (end < k->n && !fg_str_starts(fg_str_trim(k->lines[end]),
				 FG_STR("{:/")))
		end++;
	k->no_extension_end = end == k->n;
	if (end == k->n)
		return;
	for (; k->i < end; k->i++) {
		if (!is_raw || fg_kramdown_is_blank(k->lines[k->i]))
			continue;
		fg_buf_add(k->out, k->lines[k->i]);
		fg_buf_add_char(k->out, '\n');
	}
	fg_buf_add_char(k->out, '\n');
	k->i++;
}

static void
pass_attributes(struct fg_kramdown *k, struct fg_str s)
{
	size_t columns;
	struct fg_str next;

	if (fg_str_starts(s, FG_STR("{::"))) {
		pass_extension(k, s);
		return;
	}
	if (k->in_list && !k->after_blank && is_toc(s)) {
		fg_buf_truncate(k->out, k->list_start);
		k->in_list = false;
		k->depth = 0;
	}
	if (++k->i == k->n || k->after_blank)
		return;
	next = text_of(k->lines[k->i], &columns);
	/* It ends a paragraph, but must not make a list loose. */
	if (!fg_kramdown_is_blank(next) && !fg_kramdown_marker(next)) {
		fg_buf_add_char(k->out, '\n');
		k->after_blank = true;
	}
}

static void
copy_line(struct fg_kramdown *k)
{
	fg_buf_add(k->out, k->lines[k->i++]);
	fg_buf_add_char(k->out, '\n');
}

static void
copy_fenced(struct fg_kramdown *k)
{
	size_t columns, n = 0;
	struct fg_str s = text_of(k->lines[k->i], &columns);

	while (n < s.n && s.p[n] == k->fence)
		n++;
	if (n >= k->fence_n && fg_kramdown_is_blank(fg_str_sub(s, n, s.n)))
		k->fence = 0;
	copy_line(k);
}

/* What a list item begins with, and its text from there. */
static struct fg_str
add_marker(struct fg_kramdown *k, struct fg_str s, size_t n, size_t *columns)
{
	bool is_ordered = fg_is_digit(s.p[0]);
	size_t blanks;

	/* Only "1." may end a paragraph in CommonMark. */
	if (k->depth == 0 && !k->in_list && !k->after_blank && is_ordered)
		fg_buf_add_char(k->out, '\n');
	*columns += fg_kramdown_indent(&blanks, fg_str_sub(s, 0, n)) + n;
	if (k->depth < FG_KRAMDOWN_LISTS)
		k->content[k->depth++] = *columns;
	fg_buf_add(k->out, fg_str_sub(s, 0, n));
	s = fg_str_sub(s, n, s.n);
	n = fg_kramdown_attributes(s);
	if (n > 0 && s.p[2] != ':' && s.p[2] != '/')
		s = fg_str_sub(s, n, s.n);
	if (s.n > 4 && s.p[0] == '[' && s.p[2] == ']' &&
	    fg_is_blank(s.p[3]) && memchr(" xX", s.p[1], 3)) {
		fg_buf_add_c(k->out, s.p[1] == ' '
			? "<input type=\"checkbox\" disabled=\"disabled\" />"
			: "<input type=\"checkbox\" disabled=\"disabled\" "
			  "checked=\"checked\" />");
		s = fg_str_sub(s, 3, s.n);
	}
	return s;
}

/* One block, or a part of it: its indentation and markers are written. */
static void
add_block(struct fg_kramdown *k, struct fg_str s, size_t columns, bool is_item)
{
	size_t n = fg_kramdown_fence(s);

	if (n > 0) {
		k->fence = s.p[0];
		k->fence_n = n;
		fg_buf_add(k->out, s);
		fg_buf_add_char(k->out, '\n');
		k->i++;
	} else if (is_attribute_line(s)) {
		pass_attributes(k, s);
	} else if (is_end_of_block(s)) {
		fg_buf_add_char(k->out, '\n');
		k->i++;
	} else if (is_rule(s)) {
		fg_buf_add(k->out, s);
		fg_buf_add_char(k->out, '\n');
		k->i++;
	} else if (is_heading(s)) {
		add_lines(k, s, k->i + 1);
	} else if ((s.n && s.p[0] == '<' && fg_kramdown_html(k, s)) ||
		   (is_abbreviation(s) && ++k->i) ||
		   (columns < 4 && fg_kramdown_take_footnote(k, s)) ||
		   (k->after_blank && !is_item && columns < 4 &&
		       quote_prefix(k->lines[k->i]) == 0 &&
		       fg_kramdown_table(k))) {
		return;
	} else {
		add_lines(k, s, paragraph_end(k));
	}
}

static void
add_blank(struct fg_kramdown *k)
{
	copy_line(k);
	k->after_blank = true;
}

/* Leave the list items that this line is not indented enough for. */
static void
leave_lists(struct fg_kramdown *k, size_t columns, bool is_marker)
{
	while (k->depth > 0 && columns < k->content[k->depth - 1])
		k->depth--;
	if (k->depth > 0)
		return;
	if (!is_marker)
		k->in_list = false;
	else if (!k->in_list)
		k->list_start = k->out->n;
}

static void
add_line(struct fg_kramdown *k)
{
	struct fg_str line = k->lines[k->i];
	size_t columns, marker;
	struct fg_str s = text_of(line, &columns);
	bool is_attributes, is_item = false;

	if (k->fence) {
		copy_fenced(k);
		return;
	}
	if (fg_kramdown_is_blank(s)) {
		add_blank(k);
		return;
	}
	marker = is_rule(s) ? 0 : fg_kramdown_marker(s);
	is_attributes = is_attribute_line(s);
	if (!is_attributes)
		leave_lists(k, columns, marker > 0);
	if (columns < base_of(k) + 4 && is_text(s) && try_terms(k))
		return;
	if (!k->definition_end)
		close_list_of_definitions(k);
	if (columns >= base_of(k) + 4) {
		copy_line(k);
		return;
	}
	if (!is_attributes)
		fg_buf_add(k->out,
		    fg_str_sub(line, 0, (size_t)(s.p - line.p)));
	while (marker > 0) {
		s = add_marker(k, s, marker, &columns);
		k->in_list = is_item = true;
		marker = is_rule(s) ? 0 : fg_kramdown_marker(s);
	}
	add_block(k, s, columns, is_item);
}

/* Does an element with markdown="1" end before there is more of this line? */
static bool
is_element_over(struct fg_kramdown *k)
{
	const char *end;
	struct fg_str *line = &k->lines[k->i];

	if (k->element_count == 0)
		return false;
	end = k->elements[k->element_count - 1].inner_end;
	if (k->i == k->n || line->p >= end)
		return true;
	if (line->p + line->n < end)
		return false;
	line->n = (size_t)(end - line->p);
	return fg_kramdown_is_blank(*line);
}

void
fg_kramdown_add_blocks(struct fg_kramdown *k)
{
	k->after_blank = true;
	k->no_table = 0;
	for (;;) {
		if (k->definition_end && k->i >= k->definition_end)
			fg_kramdown_end_definition(k);
		else if (is_element_over(k))
			fg_kramdown_close_element(k);
		else if (k->i < k->n)
			add_line(k);
		else
			break;
	}
	close_list_of_definitions(k);
	k->depth = 0;
	k->in_list = false;
	k->fence = 0;
}

/* CR LF ends a line too. */
static void
split(struct fg_kramdown *k)
{
	struct fg_str rest = k->text, line;

	k->n = k->i = 0;
	while (rest.n > 0 && fg_str_split(&line, &rest, '\n')) {
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		k->lines[k->n++] = line;
	}
}

/* Definitions may stand behind what refers to them: they are read first. */
static void
collect_footnotes(struct fg_kramdown *k)
{
	struct fg_buf *out = k->out, nowhere = {0};

	if (fg_str_search(k->text, FG_STR("[^"), 0) == k->text.n)
		return;
	k->out = &nowhere;
	k->is_collecting = true;
	fg_kramdown_add_blocks(k);
	for (size_t i = 0; i < k->footnotes.n; i++) {
		struct fg_footnote *note = k->footnotes.items[i].value;

		note->number = note->references = 0;
		note->next = NULL;
	}
	k->first_note = k->last_note = NULL;
	k->note_count = 0;
	k->is_collecting = k->no_extension_end = false;
	k->html_work = 0;
	k->out = out;
	fg_buf_free(&nowhere);
	split(k);
}

static size_t
count_lines(struct fg_str text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

void
fg_kramdown_to_commonmark(struct fg_buf *out, struct fg_str text)
{
	struct fg_kramdown k = {.out = out, .text = text};

	k.lines = fg_arena_array(
	    &k.arena, count_lines(text), sizeof(*k.lines));
	split(&k);
	collect_footnotes(&k);
	fg_kramdown_add_blocks(&k);
	fg_kramdown_add_footnotes(&k);
	fg_buf_free(&k.group);
	fg_map_free(&k.footnotes);
	fg_arena_free(&k.arena);
}
