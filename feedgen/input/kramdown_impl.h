/* SPDX-License-Identifier: ISC */
/* kramdown_impl.h - what the parts of the kramdown reader share. */
#ifndef FG_INPUT_KRAMDOWN_IMPL_H
#define FG_INPUT_KRAMDOWN_IMPL_H

#include "base/arena.h"
#include "base/map.h"
#include "input/kramdown.h"

/* Deeper lists and elements are text of the innermost ones. */
#define FG_KRAMDOWN_LISTS 32
#define FG_KRAMDOWN_ELEMENTS 16

struct fg_footnote {
	struct fg_str name;
	struct fg_str *lines; /* without their indentation */
	size_t line_count;
	unsigned number; /* 0: not referred to */
	unsigned references;
	struct fg_footnote *next; /* in the order of the numbers */
};

/* An element with markdown="1" that is open. */
struct fg_kramdown_element {
	const char *inner_end; /* where its end tag begins */
	const char *outer_end; /* where the HTML around it ends */
};

struct fg_kramdown {
	struct fg_buf *out;
	struct fg_arena arena;
	struct fg_str text;   /* that all lines are parts of */
	struct fg_str *lines; /* without their ends */
	size_t n, i;	      /* lines; the next one */
	struct fg_buf group;  /* lines of one block, joined */
	bool after_blank;
	/* fenced code */
	char fence;
	size_t fence_n;
	/* columns that the text of open list items begins in */
	size_t content[FG_KRAMDOWN_LISTS];
	size_t depth;
	size_t list_start; /* of the outermost one, in out */
	/* HTML */
	struct fg_kramdown_element elements[FG_KRAMDOWN_ELEMENTS];
	size_t element_count;
	size_t html_work; /* bytes searched for end tags */
	bool in_list; /* no other block came since */
	bool in_dl;
	size_t no_table; /* before this line none begins */
	size_t definition_end; /* its text ends before this line; 0: no <dd> */
	/* footnotes by name, and those referred to */
	struct fg_map footnotes;
	struct fg_footnote *first_note, *last_note;
	unsigned note_count;
	bool is_collecting; /* only footnotes, and nothing is written */
	bool no_extension_end; /* nothing ends {::name} from here on */
};

/* kramdown.c */
/* Write all lines of k. */
void fg_kramdown_add_blocks(struct fg_kramdown *k);
/* Length of the fence at the start of s, or 0. */
size_t fg_kramdown_fence(struct fg_str s);

/* kramdown_span.c: append the text of a block, or of a line of it. */
void fg_kramdown_add_spans(struct fg_kramdown *k, struct fg_str text);
/* Bytes of "{:...}" at the start of s, or 0. */
size_t fg_kramdown_attributes(struct fg_str s);
/* The footnote's name in "[^name]" at the start of s, or absent. */
struct fg_str fg_kramdown_footnote(struct fg_str s);

/* kramdown_html.c */
/*
 * Write the HTML block that begins here; false if it is none, or its end is
 * missing.
 */
bool fg_kramdown_html(struct fg_kramdown *k, struct fg_str rest);
/* Go on behind the end of the innermost element with markdown="1". */
void fg_kramdown_close_element(struct fg_kramdown *k);
/* Does a line that begins so begin or end an HTML block? */
bool fg_kramdown_is_html(struct fg_str rest);

/* kramdown_table.c: write the table that begins with this line, if it does. */
bool fg_kramdown_table(struct fg_kramdown *k);

/* kramdown_list.c: lists and footnotes. */
/* Bytes of a list marker with the blanks behind it at the start of s, or 0. */
size_t fg_kramdown_marker(struct fg_str s);
/* Is it ": text", a definition? */
bool fg_kramdown_is_definition(struct fg_str line);
/* Pass over the definition of a footnote that begins on this line, if any. */
bool fg_kramdown_take_footnote(struct fg_kramdown *k, struct fg_str rest);
/* Begin the text of the definition on this line. */
void fg_kramdown_begin_definition(struct fg_kramdown *k);
/* End it; the next one may follow. */
void fg_kramdown_end_definition(struct fg_kramdown *k);
/* Does the paragraph of lines up to `end` have definitions?  Where. */
size_t fg_kramdown_find_definition(const struct fg_kramdown *k, size_t end);

/* Write the footnotes that were referred to. */
void fg_kramdown_add_footnotes(struct fg_kramdown *k);

/* Columns of the blanks at the start of the line, and their bytes. */
size_t fg_kramdown_indent(size_t *bytes, struct fg_str line);
static inline bool
fg_kramdown_is_blank(struct fg_str line)
{
	return fg_str_trim(line).n == 0;
}

#endif
