/* SPDX-License-Identifier: ISC */
/*
 * jekyll.h - Jekyll's rules about files, as pure functions: which are read,
 * what they are called, which defaults they get, and where they end up.
 */
#ifndef FG_INPUT_JEKYLL_H
#define FG_INPUT_JEKYLL_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/value.h"
#include "model/site.h"

/*
 * Ruby's File.fnmatch without flags: "*" and "?" match "/" too, "[a-z]" and
 * "[!a]" sets, "\" takes the next character literally, a leading "." must be
 * matched literally.  Linear in pattern times text.
 */
bool fg_glob_match(struct fg_str pattern, struct fg_str text);
/* Does the path relative to the source match `include:` or `exclude:`? */
bool fg_filter_matches(const struct fg_str_list *patterns, struct fg_str path,
    bool is_directory);
/* Is the directory entry read at all?  Reference section 2.1. */
bool fg_filter_keeps(
    const struct fg_site *site, struct fg_str path, bool is_directory);

/* A source text and its front matter; views of the text. */
struct fg_front {
	bool present;
	struct fg_str yaml; /* between the two lines of hyphens */
	unsigned yaml_line; /* line of the file that it begins on */
	struct fg_str body; /* the whole text (without BOM) if not present */
	unsigned body_line;
};
/* Does it begin with a line of three hyphens, so that Jekyll converts it? */
bool fg_front_is_present(struct fg_str text);
/*
 * Split the text; reference section 3.  0, or -1 with FG_FRONT_UNCLOSED when
 * the front matter never ends.
 */
int fg_front_split(
    struct fg_front *out, struct fg_str text, struct fg_diags *d);

/*
 * The values that `defaults:` gives the item, merged by precedence; NULL if
 * none.  path is relative to the source; type is the collection's label,
 * "pages", or absent for static files.  Reference section 4.
 */
const struct fg_value *fg_defaults_for(const struct fg_site *site,
    struct fg_arena *a, struct fg_str path, struct fg_str type);

/* A post's file name: "2024-03-28-title.md"; reference section 2.2. */
struct fg_post_name {
	int year; /* of two digits: 2000 and later, as Ruby reads it */
	unsigned month, day;
	struct fg_str slug; /* view of the path */
	struct fg_str extension; /* with its dot */
};
bool fg_post_name_read(struct fg_post_name *out, struct fg_str path);
/* The title that a slug makes; reference section 8. */
void fg_title_from_slug(struct fg_buf *out, struct fg_str slug);

/* What a document's permalink is made from; reference section 9.3. */
struct fg_permalink {
	struct fg_str template;
	struct fg_str collection; /* label */
	struct fg_str path; /* without collection folder and extension */
	struct fg_str name; /* base name without extension, date included */
	struct fg_str slug;
	struct fg_str output_ext; /* with its dot */
	struct fg_str_list categories;
	struct feedgen_time date; /* in the site's zone */
};
/*
 * Append the URL of a document: percent-encoded, beginning with a slash.
 * 0, or -1 with FG_PERMALINK_UNKNOWN at `place` for an unknown placeholder.
 */
int fg_permalink_expand(struct fg_buf *out, const struct fg_permalink *p,
    struct fg_place place, struct fg_diags *d);
/* The template of a site-wide style ("pretty"), or the style itself. */
struct fg_str fg_permalink_style(struct fg_str style);
/* The suffix that the style gives pages and collections; reference 9.2. */
struct fg_str fg_permalink_suffix(struct fg_str style);
/*
 * The URL of a page: path and base name of the source, its output extension
 * and its own permalink, or absent.
 */
void fg_page_url(struct fg_buf *out, const struct fg_site *site,
    struct fg_str path, struct fg_str output_ext, struct fg_str permalink);
/* Append the output file of a URL, relative to the destination; section 10. */
void fg_output_path(
    struct fg_buf *out, struct fg_str url, struct fg_str output_ext);
/*
 * kramdown's SmartyPants on a title or another line of text: curly quotes,
 * dashes, ellipses and guillemets; tags and references are left alone, and
 * "&", "<", ">" of the text become references.
 */
void fg_smart_punctuation(struct fg_buf *html, struct fg_str text);

#endif
