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
	size_t start, end;   /* byte range of the input */
	struct fg_str name;  /* of a tag or doctype, as written */
	struct fg_str text;  /* of text, comment, CDATA: raw */
	bool has_references; /* text may hold some (it is no raw text) */
	bool keeps_nul;	     /* NUL in text stays: data and CDATA */
	bool self_closing;
	/* start tags only: duplicates left out, FG_HTML_ATTRIBUTES_MOST */
	struct fg_html_attribute *attributes;
	size_t attribute_count;
	/* doctype only; the zero view: missing */
	struct fg_str public_id, system_id;
	bool force_quirks;
};

/*
 * Attributes of one tag that are looked at: 8 MiB of them.  Further ones are
 * skipped over, or a file of 64 MB could ask for gigabytes.
 */
#define FG_HTML_ATTRIBUTES_MOST (1u << 17)
/* Open foreign elements that are followed; deeper ones count as their parent.
 */
#define FG_HTML_FOREIGN_MOST 64

struct fg_html_tokenizer {
	struct fg_str input;
	size_t at;
	enum fg_html_state state;
	struct fg_str last_start_tag; /* for the appropriate end tag */
	/*
	 * Inside svg or math: "<![CDATA[" begins a CDATA section, and title,
	 * style and script are elements like any other.
	 */
	bool foreign;
	unsigned char foreign_open[FG_HTML_FOREIGN_MOST]; /* html_foreign.c */
	size_t foreign_depth;
	struct fg_html_attribute *attributes;
	size_t attribute_capacity;
};

/*
 * Begin at the start of the input, which is borrowed and stays unchanged
 * while the tokenizer is used.  State switches after start tags (title,
 * textarea: RCDATA; style, xmp, iframe, noembed, noframes: RAWTEXT; script;
 * plaintext) and the following of foreign content are fg_html_next()'s work.
 */
void fg_html_init(struct fg_html_tokenizer *t, struct fg_str input);
void fg_html_free(struct fg_html_tokenizer *t);
/*
 * The next token; views in it hold until the next call.  false at the end.
 * Tokens stand in the order of the input and do not overlap.  Bytes that make
 * no token lie in none: "</>", and a tag that the end of the input cuts off.
 */
bool fg_html_next(struct fg_html_tokenizer *t, struct fg_html_token *token);

/* The attribute of that lower-case name, or NULL. */
const struct fg_html_attribute *fg_html_attribute(
    const struct fg_html_token *token, const char *name);
/* Is it a tag of that lower-case name? */
bool fg_html_is(const struct fg_html_token *token, const char *name);
/* area, base, br, col, embed, hr, img, input, link, meta, source, track, wbr */
bool fg_html_is_void(struct fg_str name);

/*
 * Append raw text as the standard reads it: character references decoded,
 * newlines normalised, NUL replaced.  in_attribute follows the rule for
 * attributes, where "&lt=" is no reference.
 */
void fg_html_decode(struct fg_buf *out, struct fg_str raw, bool in_attribute);
/* The same without references: comments, identifiers of a doctype. */
void fg_html_normalise(struct fg_buf *out, struct fg_str raw);
/* Append the name of a tag, attribute or doctype: lower case, NUL replaced. */
void fg_html_decode_name(struct fg_buf *out, struct fg_str name);
/* Append what a text, CDATA or comment token says, exactly. */
void fg_html_token_text(struct fg_buf *out, const struct fg_html_token *token);
/* Append text with & < > " as references. */
void fg_html_escape(struct fg_buf *out, struct fg_str text);

/*
 * Append the text that a reader sees of an HTML fragment: tags, comments,
 * scripts, styles, templates and titles out, references decoded, white space
 * collapsed and trimmed.  Block elements and br count as white space.
 */
void fg_html_to_text(struct fg_buf *out, struct fg_str html);
/*
 * Append html as Liquid's strip_html leaves it: without script blocks,
 * comments and style blocks, then without anything from "<" to the next ">".
 * Nothing is decoded; a block without its end stays.
 */
void fg_html_strip_tags(struct fg_buf *out, struct fg_str html);
/* Append text with each run of white space as one blank, and trimmed. */
void fg_text_squeeze(struct fg_buf *out, struct fg_str text);

#endif
