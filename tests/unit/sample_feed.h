/* SPDX-License-Identifier: ISC */
/* sample_feed.h - for tests of writers: feeds that use every field. */
#ifndef TESTS_UNIT_SAMPLE_FEED_H
#define TESTS_UNIT_SAMPLE_FEED_H

#include "feedgen/feed.h"

/* 2024-03-28T15:01:35+03:00 */
#define SAMPLE_TIME ((struct feedgen_time){1711627295, 10800, true})
/* 2024-01-02T03:04:05Z */
#define SAMPLE_TIME_UTC ((struct feedgen_time){1704164645, 0, true})

/* A feed with one entry, in which every string is the same. */
struct uniform_feed {
	struct feedgen_person author;
	struct feedgen_category category;
	struct feedgen_media media;
	struct feedgen_entry entry;
	struct feedgen_feed feed;
};

static inline void
uniform_init(struct uniform_feed *u, const char *text)
{
	u->author = (struct feedgen_person){text, text, text};
	u->category = (struct feedgen_category){text, text, text};
	u->media = (struct feedgen_media){
	    text, text, .length = 7, .width = 8, .height = 9, .alt = text};
	u->entry = (struct feedgen_entry){
	    .id = text,
	    .link = text,
	    .title = text,
	    .lang = text,
	    .published = SAMPLE_TIME,
	    .updated = SAMPLE_TIME,
	    .authors = &u->author,
	    .author_count = 1,
	    .categories = &u->category,
	    .category_count = 1,
	    .summary = text,
	    .content = text,
	    .content_base = text,
	    .image = &u->media,
	    .enclosure = &u->media,
	};
	u->feed = (struct feedgen_feed){
	    .id = text,
	    .self = text,
	    .link = text,
	    .title = text,
	    .subtitle = text,
	    .lang = text,
	    .rights = text,
	    .icon = text,
	    .logo = text,
	    .updated = SAMPLE_TIME,
	    .ttl = 60,
	    .authors = &u->author,
	    .author_count = 1,
	    .entries = &u->entry,
	    .entry_count = 1,
	};
}

/* Where the string that a writer must refuse stands, one after the other. */
#define UNIFORM_STRINGS 25

static inline const char **
uniform_string(struct uniform_feed *u, unsigned index)
{
	const char **const strings[UNIFORM_STRINGS] = {
	    &u->feed.self, &u->feed.link, &u->feed.title, &u->feed.subtitle,
	    &u->feed.lang, &u->feed.rights, &u->feed.logo, &u->entry.id,
	    &u->entry.link, &u->entry.title, &u->entry.summary,
	    &u->entry.content, &u->author.name, &u->category.term,
	    &u->category.scheme, &u->media.url, &u->media.type, &u->media.alt,
	    /* Atom only */
	    &u->entry.lang, &u->entry.content_base, &u->author.email,
	    &u->author.uri, &u->category.label, &u->feed.id,
	    &u->feed.icon};

	return strings[index];
}
#define UNIFORM_RSS_STRINGS 18

static const struct feedgen_person sample_authors[] = {
    {"Ann & Co", "ann@example.org", "https://example.org/ann"},
    {"Bob", NULL, NULL},
};
static const struct feedgen_category sample_categories[] = {
    {"c", "https://example.org/topics", "Language C"},
    {"unix", NULL, NULL},
};
static const struct feedgen_media sample_image = {
    "https://example.org/a.png", "image/png", -1, 640, 480, "A \"cat\""};
static const struct feedgen_media sample_bare_image = {
    "https://example.org/b.jpg", NULL, -1, 0, 0, NULL};
static const struct feedgen_media sample_enclosure = {
    "https://example.org/a.mp3", "audio/mpeg", 123456, 0, 0, NULL};
static const struct feedgen_entry sample_entries[] = {
    {
	.id = "https://example.org/2024/first",
	.link = "https://example.org/2024/first.html",
	.title = "First <& last>",
	.lang = "de",
	.published = {1704164645, 0, true},
	.updated = {1711627295, 10800, true},
	.authors = sample_authors,
	.author_count = 2,
	.categories = sample_categories,
	.category_count = 2,
	.summary = "What 1 < 2 means",
	.content = "<p>1 &lt; 2, ]]> <br></p>",
	.content_base = "https://example.org/2024/first.html",
	.image = &sample_image,
	.enclosure = &sample_enclosure,
    },
    {
	.id = "https://example.org/second.html",
	.link = "https://example.org/second.html",
	.title = "Second",
	.lang = "EN",
	.updated = {1704164645, 0, true},
	.content = "<p>Text</p>\n",
	.image = &sample_bare_image,
    },
};
static const struct feedgen_feed sample_feed = {
    .id = "https://example.org/feed.xml",
    .self = "https://example.org/feed.xml",
    .link = "https://example.org/?a=1&b=2",
    .title = "A & B",
    .subtitle = "Notes",
    .lang = "en",
    .rights = "\xc2\xa9 2024 A & B",
    .icon = "https://example.org/icon.png",
    .logo = "https://example.org/logo.png",
    .updated = {1711627295, 10800, true},
    .ttl = 60,
    .authors = sample_authors,
    .author_count = 1,
    .entries = sample_entries,
    .entry_count = 2,
};
static const struct feedgen_feed empty_feed = {
    .id = "https://example.org/feed.xml",
    .self = "https://example.org/feed.xml",
    .link = "https://example.org/",
    .title = "Nothing yet",
    .updated = {1704164645, 0, true},
};

#endif
