/* SPDX-License-Identifier: ISC */
/* outputs.c - validating and publishing the files of a run. */
#include "engine/outputs.h"

#include "base/file.h"
#include "lib/schema.h"
#include "output/publish.h"

#include <fcntl.h>
#include <stdlib.h>

struct fg_output *
fg_outputs_add(struct fg_outputs *o, struct fg_str path, const char *format)
{
	struct fg_output *output;

	if (o->n == o->capacity) {
		o->capacity = o->capacity ? o->capacity * 2 : 8;
		o->items =
		    reallocarray(o->items, o->capacity, sizeof(*o->items));
		if (!o->items)
			fg_out_of_memory();
	}
	output = &o->items[o->n++];
	*output = (struct fg_output){
	    .path = path, .format = format, .is_xml = true};
	return output;
}

void
fg_outputs_free(struct fg_outputs *o)
{
	for (size_t i = 0; i < o->n; i++)
		fg_buf_free(&o->items[i].bytes);
	free(o->items);
	*o = (struct fg_outputs){0};
}

int
fg_outputs_validate(
    const struct fg_outputs *o, struct fg_str destination, struct fg_diags *d)
{
	struct fg_schemas *schemas = fg_schemas_new();
	int result = 0;

	for (size_t i = 0; i < o->n; i++) {
		const struct fg_output *output = &o->items[i];
		struct fg_str bytes = fg_buf_str(&output->bytes);

		if (!output->is_xml)
			continue;
		fg_diags_open(d,
		    fg_path_join(d->arena, destination, output->path), bytes);
		if (fg_schemas_validate(schemas, bytes, NULL, d) < 0)
			result = fg_diag(d, FG_OUTPUT_INVALID,
			    fg_in_file(d->file), NULL);
	}
	fg_schemas_free(schemas);
	return result;
}

static enum feedgen_output_status
public_status(enum fg_publish_status status)
{
	switch (status) {
	case FG_PUBLISH_CREATED:
		return FEEDGEN_CREATED;
	case FG_PUBLISH_UPDATED:
		return FEEDGEN_UPDATED;
	case FG_PUBLISH_REMOVED:
		return FEEDGEN_REMOVED;
	default:
		return FEEDGEN_UNCHANGED;
	}
}

struct fg_str
fg_part_path(struct fg_arena *a, struct fg_str stem, size_t number)
{
	struct fg_buf path = {0};
	struct fg_str kept;

	fg_buf_add(&path, stem);
	fg_buf_printf(&path, "-%zu.xml", number);
	kept = fg_arena_copy(a, fg_buf_str(&path));
	fg_buf_free(&path);
	return kept;
}

/* What is published, in order; removed files come last. */
struct batch {
	struct fg_publish *publish;
	struct fg_str destination;
	struct fg_outputs *outputs; /* those that were added, then removed ones */
	struct fg_diags *diags;
};

/* Does the index that stands there now name that part? */
static bool
names_part(struct fg_str index, struct fg_str part, struct fg_arena *a)
{
	struct fg_str name = fg_arena_join(a, FG_STR("/"), fg_path_base(part));

	name = fg_arena_join(a, name, FG_STR("</loc>"));
	return fg_str_search(index, name, 0) < index.n;
}

/*
 * Parts beyond the last one are left from a time with more URLs.  A file of
 * such a name that no index of ours names is somebody else's.
 */
static int
remove_stale_parts(struct batch *b, const struct fg_outputs *o)
{
	struct fg_diags ignored = {.arena = b->diags->arena};
	struct fg_buf index = {0};
	int result = 0;

	if (o->part_stem.n == 0 || !fg_publish_exists(b->publish, o->index))
		return 0;
	fg_file_read(&index, AT_FDCWD,
	    fg_path_join(b->diags->arena, b->destination, o->index).p,
	    o->index, &ignored);
	for (size_t part = o->parts + 1; result == 0; part++) {
		struct fg_str path =
		    fg_part_path(b->diags->arena, o->part_stem, part);

		if (!names_part(fg_buf_str(&index), path, b->diags->arena) ||
		    !fg_publish_exists(b->publish, path))
			break;
		result = fg_publish_remove(b->publish, path, b->diags);
		if (result == 0)
			fg_outputs_add(b->outputs, path, "sitemap");
	}
	fg_buf_free(&index);
	return result;
}

static int
add_all(struct batch *b, const struct fg_outputs *o)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct fg_output *output = &o->items[i];
		struct fg_output *added;

		if (output->only_if_absent &&
		    fg_publish_exists(b->publish, output->path))
			continue;
		if (fg_publish_add(b->publish, output->path,
			fg_buf_str(&output->bytes), b->diags) < 0)
			return -1;
		added = fg_outputs_add(
		    b->outputs, output->path, output->format);
		added->items = output->items;
		added->bytes.n = output->bytes.n;
	}
	return remove_stale_parts(b, o);
}

static void
tell(const struct batch *b, const struct feedgen_report *report)
{
	for (size_t i = 0; i < b->outputs->n && report->output; i++) {
		const struct fg_output *output = &b->outputs->items[i];
		struct feedgen_output told = {
		    .path = fg_path_join(
			b->diags->arena, b->destination, output->path).p,
		    .format = output->format,
		    .status =
			public_status(fg_publish_status(b->publish, i)),
		    .items = output->items,
		    .bytes = output->bytes.n,
		};

		report->output(&told, report->payload);
	}
}

int
fg_outputs_publish(const struct fg_outputs *o, struct fg_str destination,
    bool dry_run, const struct feedgen_report *report, struct fg_diags *d)
{
	struct fg_outputs told = {0};
	struct batch b = {
	    .destination = destination, .outputs = &told, .diags = d};
	int result = fg_publish_open(&b.publish, destination, dry_run, d);

	if (result == 0)
		result = add_all(&b, o);
	if (result == 0)
		result = fg_publish_commit(b.publish, d);
	if (result == 0)
		tell(&b, report);
	fg_publish_free(b.publish);
	free(told.items);
	return result;
}
