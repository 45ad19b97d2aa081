/* SPDX-License-Identifier: ISC */
/* feed.h - a feed and a sitemap as data, and the writers for them. */
#ifndef FEEDGEN_FEED_H
#define FEEDGEN_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/*
 * The strings in these structs are UTF-8, terminated, and borrowed: whoever
 * fills a struct keeps them alive while it is used.  NULL means absent.  What
 * XML 1.0 (section 2.2) does not allow in a document must not be in them; the
 * writers refuse it.  URLs are absolute, with everything but ASCII percent-
 * encoded (RFC 3986).
 */

/* An instant and the zone it was written in (RFC 3339, RFC 822). */
struct feedgen_time {
	int64_t seconds; /* since 1970-01-01T00:00:00Z, no leap seconds */
	int32_t offset;	 /* local time minus UTC, in seconds, whole minutes */
	bool set;	 /* false: there is no such date */
};

/* A person construct: RFC 4287 section 3.2. */
struct feedgen_person {
	const char *name; /* never NULL or empty */
	const char *email;
	const char *uri;
};

/* A category: RFC 4287 section 4.2.2; RSS 2.0 <category>. */
struct feedgen_category {
	const char *term;   /* never NULL or empty */
	const char *scheme; /* IRI, or NULL */
	const char *label;  /* for people, or NULL */
};

/* A file that goes with an entry: Media RSS, or an RSS 2.0 enclosure. */
struct feedgen_media {
	const char *url;
	const char *type;   /* media type such as "image/png", or NULL */
	int64_t length;	    /* in bytes; -1: unknown */
	unsigned width;	    /* in pixels; 0: unknown */
	unsigned height;    /* in pixels; 0: unknown */
	const char *alt;    /* alternative text, or NULL */
};

/* One post: RFC 4287 section 4.1.2; RSS 2.0 <item>. */
struct feedgen_entry {
	const char *id;	   /* IRI that never changes; never NULL */
	const char *link;  /* where it is read; never NULL */
	const char *title; /* plain text; never NULL or empty */
	const char *lang;  /* BCP 47, or NULL: the feed's */
	struct feedgen_time published; /* may be unset */
	struct feedgen_time updated;   /* always set */
	const struct feedgen_person *authors;
	size_t author_count;
	const struct feedgen_category *categories;
	size_t category_count;
	const char *summary;	  /* plain text, or NULL */
	const char *content;	  /* HTML fragment, or NULL */
	const char *content_base; /* what its relative URLs refer to, or NULL */
	const struct feedgen_media *image;     /* or NULL */
	const struct feedgen_media *enclosure; /* or NULL */
};

/* One feed: RFC 4287 section 4.1.1; RSS 2.0 <channel>. */
struct feedgen_feed {
	const char *id;	      /* IRI; never NULL */
	const char *self;     /* the feed's own URL; never NULL */
	const char *link;     /* the page it belongs to; never NULL */
	const char *title;    /* plain text; never NULL or empty */
	const char *subtitle; /* plain text, or NULL */
	const char *lang;     /* BCP 47, or NULL */
	const char *rights;   /* plain text, or NULL */
	const char *icon;     /* URL of a square image, or NULL */
	const char *logo;     /* URL of an image twice as wide as high */
	struct feedgen_time updated; /* always set: the newest entry's */
	unsigned ttl;		     /* RSS <ttl> in minutes; 0: none */
	const struct feedgen_person *authors;
	size_t author_count;
	const struct feedgen_entry *entries; /* in the order they appear */
	size_t entry_count;
};

/* A page for the sitemap: sitemaps.org protocol 0.9, <url>. */
struct feedgen_url {
	const char *loc;	     /* absolute URL; never NULL */
	struct feedgen_time lastmod; /* may be unset */
};

/*
 * Write the feed as Atom 1.0 (RFC 4287), or as RSS 2.0 (RSS Advisory Board),
 * UTF-8, terminated, into *out with its length, without the terminator, in
 * *out_size.  The caller frees *out with free().
 * Return 0, or -1 if a string holds what XML does not allow; *out is then NULL.
 */
int feedgen_atom_write(
    char **out, size_t *out_size, const struct feedgen_feed *feed);
int feedgen_rss_write(
    char **out, size_t *out_size, const struct feedgen_feed *feed);

/*
 * Write at most 50,000 URLs as one sitemap (sitemaps.org protocol 0.9).
 * Ownership and result as for feedgen_atom_write(); -1 too for more URLs, or
 * if they take more than the 52,428,800 bytes that the protocol allows.
 */
int feedgen_sitemap_write(char **out, size_t *out_size,
    const struct feedgen_url *urls, size_t url_count);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
