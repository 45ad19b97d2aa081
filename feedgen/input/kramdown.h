/* SPDX-License-Identifier: ISC */
/*
 * kramdown.h - the Markdown of Jekyll's kramdown for a CommonMark parser.
 *
 * What kramdown has beyond CommonMark is written in CommonMark and HTML, or
 * left out where it only sets attributes; nothing of it is read by people:
 *
 *	{:.class} {: #id} {:toc} {:name: refs}	left out; the list of {:toc} too
 *	{::comment} {::options /}		left out
 *	## Title {#id}  *[HTML]: words  ^	left out
 *	[^1] and [^1]: text			numbers, and a list at the end
 *	term, and ": text" below it		<dl>
 *	a | b					<table>
 *	$$x$$					\(x\) or \[x\], not rendered
 *	~~x~~  - [ ] task			<del>, <input type="checkbox">
 *	<div> with blank lines			HTML up to </div>
 *	<div markdown="1">			Markdown inside
 *
 * Code, fenced, indented or between backticks, stays as it is.
 */
#ifndef FG_INPUT_KRAMDOWN_H
#define FG_INPUT_KRAMDOWN_H

#include "base/buf.h"

/* Append the text as CommonMark with HTML.  Linear in the text. */
void fg_kramdown_to_commonmark(struct fg_buf *out, struct fg_str text);
/*
 * Append HTML that was rendered of such text, without the <p> that a cell of a
 * table and a term get from the blank lines around them.
 */
void fg_kramdown_tidy(struct fg_buf *out, struct fg_str html);

#endif
