/* SPDX-License-Identifier: ISC */
/*
 * liquid.h - the part of Liquid that a post's text can be rendered with when
 * only its source is at hand.
 *
 * Rendered as Jekyll does:
 *
 *	{% raw %} {% comment %} {% highlight %} {% link %} {% post_url %}
 *	{{ "text" }} {{ site.key }} {{ page.key }} for scalars, with the filters
 *	relative_url absolute_url escape xml_escape downcase upcase capitalize
 *	append prepend strip default
 *	"-" in tags, which takes away white space
 *
 * All else would need the site's templates, data or plugins and is left out,
 * so that no template code is read by people.  What reads best stays: of if,
 * unless and case the first branch; the text between the tags of a block that
 * is not known; nothing of the text in for, tablerow and capture.  Line
 * numbers of highlighted code are not written.
 */
#ifndef FG_INPUT_LIQUID_H
#define FG_INPUT_LIQUID_H

#include "base/map.h"
#include "input/document.h"

/* What {% link %} and {% post_url %} may name; its index is made on demand. */
struct fg_links {
	const struct fg_site *site;
	const struct fg_doc_list *docs;
	struct fg_arena *arena;
	bool is_indexed;
	struct fg_map paths; /* "_posts/2024-03-28-title.md" to fg_doc */
	struct fg_map posts; /* "folder/2024-03-28-title" to fg_doc */
};
void fg_links_free(struct fg_links *links);
/* The document or file of that path below the source, or NULL. */
const struct fg_doc *fg_links_by_path(
    struct fg_links *links, struct fg_str path);
/* The post of that name: date and slug, perhaps with its folder; or NULL. */
const struct fg_doc *fg_links_by_post(
    struct fg_links *links, struct fg_str name);

/* What a text is rendered with. */
struct fg_liquid {
	const struct fg_site *site;
	const struct fg_source *source;
	struct fg_links *links; /* NULL: there are no documents */
	struct fg_arena *arena;
	struct fg_diags *diags;
	unsigned line; /* of the file that the text begins on; 0: not known */
	bool is_part;  /* what the text leaves open ends with it: an excerpt */
	size_t work;   /* bytes that values and filters took so far; begin at 0 */
};

/* Bytes that come out, and that filters take in, at most. */
#define FG_LIQUID_MOST (16u << 20)

/* Is the source to be rendered with Liquid: no `render_with_liquid: false`? */
bool fg_liquid_is_on(const struct fg_source *source);
/*
 * Append the text, rendered.  What is left out, and what is not closed, is a
 * warning, one of each for a text.  0, or -1 with FG_LINK_UNKNOWN,
 * FG_POST_URL_UNKNOWN or FG_LIQUID_TOO_LARGE.  Linear in the text and what
 * comes out.
 */
int fg_liquid_render(
    struct fg_buf *out, struct fg_liquid *l, struct fg_str text);
/*
 * Append what an expression says, such as `page.title | downcase`; false if
 * that cannot be told from the source, and out is then unchanged.
 */
bool fg_liquid_value(
    struct fg_buf *out, struct fg_liquid *l, struct fg_str expression);

#endif
