/* SPDX-License-Identifier: ISC */
/* sitemap.c - sitemaps and sitemap indexes (sitemaps.org protocol 0.9). */
#include "output/sitemap.h"

#include "base/date.h"
#include "lib/xml.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define NAMESPACE "http://www.sitemaps.org/schemas/sitemap/0.9"

/* What the two kinds of document differ in. */
static const struct {
	const char *start, *end;  /* of the root element */
	const char *open, *close; /* of a record */
} forms[] = {
    [FG_SITEMAP_URLS] = {DECLARATION "<urlset xmlns=\"" NAMESPACE "\">\n",
	"</urlset>\n", "  <url><loc>", "</url>\n"},
    [FG_SITEMAP_INDEX] = {DECLARATION "<sitemapindex xmlns=\"" NAMESPACE
				      "\">\n",
	"</sitemapindex>\n", "  <sitemap><loc>", "</sitemap>\n"},
};

void
fg_sitemap_begin(
    struct fg_sitemap_writer *w, struct fg_buf *out, enum fg_sitemap_kind kind)
{
	*w = (struct fg_sitemap_writer){
	    .out = out, .kind = kind, .start = out->n};
	fg_buf_add_c(out, forms[kind].start);
}

/* By hand: xmlTextWriter takes 3.7 times as long for records this small. */
enum fg_sitemap_added
fg_sitemap_add(struct fg_sitemap_writer *w, const struct feedgen_url *url)
{
	struct fg_buf *out = w->out;
	size_t before = out->n;

	if (w->count == FG_SITEMAP_URLS_MOST)
		return FG_SITEMAP_FULL;
	fg_buf_add_c(out, forms[w->kind].open);
	if (fg_xml_escape(out, fg_str_c(url->loc), false) != 0) {
		fg_buf_truncate(out, before);
		return FG_SITEMAP_REFUSED;
	}
	fg_buf_add_c(out, "</loc>");
	if (url->lastmod.set) {
		fg_buf_add_c(out, "<lastmod>");
		fg_date_rfc3339(out, url->lastmod);
		fg_buf_add_c(out, "</lastmod>");
	}
	fg_buf_add_c(out, forms[w->kind].close);
	if (out->n - w->start + strlen(forms[w->kind].end) >
	    FG_SITEMAP_BYTES_MOST) {
		fg_buf_truncate(out, before);
		/* "Full" would send the caller round for ever. */
		return w->count > 0 ? FG_SITEMAP_FULL : FG_SITEMAP_REFUSED;
	}
	w->count++;
	return FG_SITEMAP_ADDED;
}

void
fg_sitemap_end(struct fg_sitemap_writer *w)
{
	fg_buf_add_c(w->out, forms[w->kind].end);
}

int
fg_sitemap_write(struct fg_buf *out, enum fg_sitemap_kind kind,
    const struct feedgen_url *urls, size_t url_count)
{
	struct fg_sitemap_writer w;
	size_t before = out->n;

	fg_sitemap_begin(&w, out, kind);
	for (size_t i = 0; i < url_count; i++) {
		if (fg_sitemap_add(&w, &urls[i]) == FG_SITEMAP_ADDED)
			continue;
		fg_buf_truncate(out, before);
		return -1;
	}
	fg_sitemap_end(&w);
	return 0;
}

int
feedgen_sitemap_write(char **out, size_t *out_size,
    const struct feedgen_url *urls, size_t url_count)
{
	struct fg_buf bytes = {0};
	int result = fg_sitemap_write(&bytes, FG_SITEMAP_URLS, urls, url_count);

	*out_size = result == 0 ? bytes.n : 0;
	*out = result == 0 ? fg_buf_detach(&bytes) : NULL;
	fg_buf_free(&bytes);
	return result;
}
