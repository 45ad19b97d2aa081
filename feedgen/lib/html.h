/* SPDX-License-Identifier: ISC */
/*
 * html.h - a streaming HTML tokenizer (HTML standard, section 13.2.5).
 *
 * Tokens are views of the input with their byte ranges: nothing is copied
 * until somebody asks for decoded text, so that what a rewriter does not touch
 * can be written out byte for byte.  No tree is built.  Parse errors are
 * recovered from as the standard says and not reported.
 */
#ifndef FG_LIB_HTML_H
#define FG_LIB_HTML_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

enum fg_html_kind {
	FG_HTML_END, /* of the input */
	FG_HTML_TEXT,
	FG_HTML_START_TAG,
	FG_HTML_END_TAG,
	FG_HTML_COMMENT,
	FG_HTML_DOCTYPE,
	FG_HTML_CDATA /* only where foreign content is announced */
};

/* What the tokenizer begins in, and is switched to by elements. */
enum fg_html_state {
	FG_HTML_DATA,
	FG_HTML_RCDATA,
	FG_HTML_RAWTEXT,
	FG_HTML_SCRIPT,
	FG_HTML_PLAINTEXT,
	FG_HTML_CDATA_SECTION
};

struct fg_html_attribute {
	struct fg_str name;  /* as written */
	struct fg_str value; /* as written, without quotes; references raw */
	size_t start, end;   /* of the whole attribute, quotes included */
	size_t value_start;  /* of the value, behind its quote */
	char quote;	     /* '"', '\'' or 0 */
	bool has_value;	     /* false: only a name */
};

struct fg_html_token {
	enum fg_html_kind kind;
	size_t start, end; /* byte range of the input */
	struct fg_str name; /* of a tag or doctype, as written */
	struct fg_str text; /* of text, comment, CDATA: raw */
	bool has_references; /* text must be decoded (not in raw text) */
	bool self_closing;
	struct fg_html_attribute *attributes; /* duplicates left out */
	size_t attribute_count;
	/* doctype only; the zero view: missing */
	struct fg_str public_id, system_id;
	bool force_quirks;
};

struct fg_html_tokenizer {
	struct fg_str input;
	size_t at;
	enum fg_html_state state;
	struct fg_str last_start_tag; /* for the appropriate end tag */
	bool foreign; /* "<![CDATA[" begins a CDATA section */
	struct fg_html_attribute *attributes;
	size_t attribute_capacity;
};

/*
 * Begin at the start of the input, which is borrowed and stays unchanged
 * while the tokenizer is used.  State switches after start tags (title,
 * textarea: RCDATA; style, xmp, iframe, noembed, noframes: RAWTEXT; script;
 * plaintext) are made by fg_html_next() itself.
 */
void fg_html_init(struct fg_html_tokenizer *t, struct fg_str input);
void fg_html_free(struct fg_html_tokenizer *t);
/* The next token; views in it hold until the next call.  false at the end. */
bool fg_html_next(struct fg_html_tokenizer *t, struct fg_html_token *token);

/* The attribute of that lower-case name, or NULL. */
const struct fg_html_attribute *fg_html_attribute(
    const struct fg_html_token *token, const char *name);
/* Is it a tag of that lower-case name? */
bool fg_html_is(const struct fg_html_token *token, const char *name);
/* area, base, br, col, embed, hr, img, input, link, meta, source, track, wbr */
bool fg_html_is_void(struct fg_str name);

/*
 * Append text with character references decoded, newlines normalised and NUL
 * replaced as the standard says; in_attribute follows the rule for attributes.
 */
void fg_html_decode(
    struct fg_buf *out, struct fg_str raw, bool in_attribute);
/* Append text with & < > " as references. */
void fg_html_escape(struct fg_buf *out, struct fg_str text);
/*
 * Append the text that a reader sees of an HTML fragment: tags, comments,
 * scripts and styles out, references decoded, white space collapsed and
 * trimmed.  Block elements and br count as white space.
 */
void fg_html_to_text(struct fg_buf *out, struct fg_str html);

#endif
