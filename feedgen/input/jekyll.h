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
#include "model/why.h"

/*
 * Ruby's File.fnmatch without flags: "*" and "?" match "/" too, "[a-z]" and
 * "[!a]" sets, "\" takes the next character literally, a leading "." must be
 * matched literally.  Linear in pattern times text.
 */
bool fg_glob_match(struct fg_str pattern, struct fg_str text);
/* The same behind the start of a path, where a leading "." is not special. */
bool fg_glob_match_inside(struct fg_str pattern, struct fg_str text);
/* Does the path relative to the source match `include:` or `exclude:`? */
bool fg_filter_matches(const struct fg_str_list *patterns, struct fg_str path,
    bool is_directory);
/*
 * Is the entry of a folder read at all?  Reference section 2.1.  *pattern is
 * the item of site->exclude after FG_WHY_EXCLUDED.  `include:`
 * is compared with its name only; who walks the source reads the files that
 * `include:` names by their path afterwards.
 */
enum fg_why fg_filter_judge(const struct fg_str **pattern,
    const struct fg_site *site, struct fg_str path, bool is_directory);
/*
 * The same for a file below _posts, _drafts or a collection's folder, which
 * Jekyll asks about in one step: base is the length of that folder's path
 * with its final slash, and special names of folders in between don't count.
 */
enum fg_why fg_filter_judge_below(const struct fg_str **pattern,
    const struct fg_site *site, size_t base, struct fg_str path,
    bool is_directory);

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
/*
 * Set is_glob of the set, and globbed to what its path matches below the
 * source: as Ruby's Dir.glob reads it, without collections_dir, sorted, and
 * without paths that begin with another one of them.
 */
void fg_defaults_glob(struct fg_defaults *set, const struct fg_site *site,
    struct fg_arena *a);

/* A post's file name: "2024-03-28-title.md"; reference section 2.2. */
struct fg_post_name {
	int year; /* of two digits: 1969 to 2068, as Ruby reads it */
	unsigned month, day; /* perhaps of no date: ask fg_date_exists() */
	struct fg_str slug; /* view of the path, without dots at its end */
	struct fg_str extension; /* with its dot */
};
bool fg_post_name_read(struct fg_post_name *out, struct fg_str path);
/* The slug of any document: its name behind the date, without extension. */
struct fg_str fg_slug_of_path(struct fg_str path);
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
 * Append the URL of a document, beginning with a slash: what placeholders
 * stand for is percent-encoded, the template's own text stays as it is.
 * 0, or -1 with FG_PERMALINK_UNKNOWN at `place` for an unknown placeholder.
 */
int fg_permalink_expand(struct fg_buf *out, const struct fg_permalink *p,
    struct fg_place place, struct fg_diags *d);
/* The template of a site-wide style ("pretty"), or the style itself. */
struct fg_str fg_permalink_style(struct fg_str style);
/* The suffix that the style gives pages and collections; reference 9.2. */
struct fg_str fg_permalink_suffix(struct fg_str style);
/*
 * The output extension of a source with that extension (".md"); of its own
 * permalink, or absent.  Reference section 9.5.
 */
struct fg_str fg_output_extension(const struct fg_site *site,
    struct fg_str extension, struct fg_str permalink);
/*
 * Append the URL of a page: path of the source, its output extension, and its
 * own permalink, or absent.
 */
void fg_page_url(struct fg_buf *out, const struct fg_site *site,
    struct fg_str path, struct fg_str output_ext, struct fg_str permalink);
/*
 * Append the URL of a collection's static file: of the placeholders it knows
 * collection, path, name, and that there is no title; the others stay as they
 * are.  p->name and p->output_ext are of the file.  Reference section 9.6.
 */
void fg_static_url(struct fg_buf *out, const struct fg_permalink *p);
/*
 * Append the output file of a document's URL, relative to the destination;
 * section 10.  ".." does not lead out of it.
 */
void fg_output_path(
    struct fg_buf *out, struct fg_str url, struct fg_str output_ext);
/*
 * kramdown's SmartyPants on a title or another line of text: curly quotes,
 * dashes, ellipses and guillemets; tags and references are left alone, tags
 * that are not closed are, and "&", "<", ">" of the text become references.
 * The text of elements such as <code>, and of unknown ones, is not changed.
 */
void fg_smart_punctuation(struct fg_buf *html, struct fg_str text);

#endif
