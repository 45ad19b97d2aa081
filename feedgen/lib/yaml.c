/* SPDX-License-Identifier: ISC */
/* yaml.c - YAML documents as value trees, by libyaml's events. */
#include "lib/yaml.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/map.h"
#include "lib/yaml_hint.h"
#include "lib/yaml_scalar.h"

/* Maps of fewer pairs are searched for repeated keys without a hash. */
#define FEW 16

/* What an alias stands for. */
struct anchor {
	struct fg_value *value;
	size_t nodes;	 /* in it, those of its own aliases included */
	unsigned height; /* levels of lists and maps in it */
};

/* A list or map that has not ended yet. */
struct frame {
	struct fg_value *value;
	struct fg_str anchor; /* or absent */
	size_t first;	      /* its first item on the stack */
	size_t nodes_before;
	unsigned height;    /* of the highest item so far */
	struct fg_pair key; /* of a map, while its value is awaited */
	bool has_key;
	bool is_dropped; /* the key is a list or map */
	bool has_merge;	 /* a key is `<<` */
};

struct builder {
	yaml_parser_t parser;
	struct fg_arena *arena;
	struct fg_diags *diags;
	struct fg_str text;
	unsigned first_line;
	struct fg_value *root;
	struct frame frames[FG_YAML_DEPTH_MOST];
	size_t depth;
	struct fg_pair *items; /* stack of finished items of open frames */
	size_t item_count, item_capacity;
	struct fg_map anchors;
	size_t nodes;	 /* so far, those that aliases stand for included */
	size_t expanded; /* those that aliases stand for */
};

/* ---- places and errors ---- */

static struct fg_place
place_of_mark(const struct builder *b, yaml_mark_t mark)
{
	return fg_at(
	    b->first_line + (unsigned)mark.line, (unsigned)mark.column + 1);
}

static struct fg_place
place_of_byte(const struct builder *b, size_t offset)
{
	struct fg_place place = fg_place_of(b->text, offset);

	place.line += b->first_line - 1;
	return place;
}

/* libyaml counts characters. */
static size_t
byte_of_mark(const struct builder *b, yaml_mark_t mark)
{
	size_t i = 0;

	for (size_t left = mark.index; left > 0 && i < b->text.n; left--)
		for (i++; i < b->text.n && (b->text.p[i] & 0xc0) == 0x80; i++)
			;
	return i;
}

static int
report_syntax(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	const char *problem = p->problem ? p->problem : "unknown problem";
	size_t at = byte_of_mark(b, p->problem_mark);
	const char *hint = fg_yaml_hint(problem, b->text, at);

	/* What never closes is to be mended where it opens. */
	if (p->context && p->problem_mark.line > p->context_mark.line &&
	    (strstr(p->context, "quoted scalar") ||
		strstr(p->context, "parsing a flow")))
		at = byte_of_mark(b, p->context_mark);
	return fg_diag(
	    b->diags, FG_YAML_SYNTAX, place_of_byte(b, at), problem, hint);
}

static int
report_parser(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	struct fg_place place;

	switch (p->error) {
	case YAML_READER_ERROR:
		place = place_of_byte(b, p->problem_offset);
		if (strstr(p->problem, "control characters"))
			return fg_diag(b->diags, FG_YAML_CONTROL, place, NULL);
		return fg_diag(b->diags, FG_YAML_NOT_UTF8, place, NULL);
	case YAML_SCANNER_ERROR:
	case YAML_PARSER_ERROR:
		return report_syntax(b);
	default:
		fg_out_of_memory();
	}
}

/* ---- maps ---- */

static void
push_item(struct builder *b, struct fg_pair item)
{
	if (b->item_count == b->item_capacity) {
		b->item_capacity = b->item_capacity ? b->item_capacity * 2 : 64;
		b->items =
		    reallocarray(b->items, b->item_capacity, sizeof(*b->items));
		if (!b->items)
			fg_out_of_memory();
	}
	b->items[b->item_count++] = item;
}

static bool
is_merge_key(struct fg_str key)
{
	return fg_str_eq(key, FG_STR("<<"));
}

/* Is it a map, or a list of maps only? */
static bool
can_be_merged(const struct fg_value *v)
{
	if (v->kind == FG_MAP)
		return true;
	if (v->kind != FG_LIST)
		return false;
	for (size_t i = 0; i < v->list.n; i++)
		if (v->list.items[i]->kind != FG_MAP)
			return false;
	return true;
}

static void
push_map(struct builder *b, const struct fg_value *map)
{
	for (size_t i = 0; i < map->map.n; i++)
		push_item(b, map->map.pairs[i]);
}

/* Of a list, the first map wins: its pairs come last. */
static void
push_merged(struct builder *b, const struct fg_value *v)
{
	if (v->kind == FG_MAP)
		push_map(b, v);
	for (size_t i = v->kind == FG_LIST ? v->list.n : 0; i > 0; i--)
		push_map(b, v->list.items[i - 1]);
}

/*
 * Put what the `<<` keys of the map on top of the stack stand for before its
 * own pairs, which win; returns how many pairs that are.
 */
static size_t
expand_merges(struct builder *b, size_t first)
{
	size_t end = b->item_count, own = 0, merged;
	struct fg_pair *pairs;

	for (size_t i = first; i < end; i++)
		if (is_merge_key(b->items[i].key) &&
		    can_be_merged(b->items[i].value))
			push_merged(b, b->items[i].value);
	merged = b->item_count - end;
	for (size_t i = first; i < end; i++) {
		struct fg_pair pair = b->items[i];

		if (is_merge_key(pair.key) && can_be_merged(pair.value))
			continue;
		push_item(b, pair);
		own++;
	}
	pairs = b->items + first;
	memmove(pairs, b->items + end, (merged + own) * sizeof(*pairs));
	b->item_count = first + merged + own;
	return merged;
}

/* Which of the first n pairs has that key, or n. */
static size_t
find_key(const struct fg_pair *pairs, size_t n, struct fg_map *index,
    struct fg_str key, bool is_indexed)
{
	void **slot;
	size_t i;

	if (!is_indexed) {
		for (i = 0; i < n && !fg_str_eq(pairs[i].key, key); i++)
			;
		return i;
	}
	slot = fg_map_put(index, key);
	i = (size_t)(uintptr_t)*slot;
	*slot = (void *)(uintptr_t)(i ? i : n + 1);
	return i ? i - 1 : n;
}

/*
 * Drop all but the last value of each key; a repeated one is reported unless
 * its first value was merged in.  Returns how many pairs are left.
 */
static size_t
drop_repeated(struct builder *b, struct fg_pair *pairs, size_t n, size_t merged)
{
	struct fg_map index = {0};
	size_t kept = 0, kept_merged = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at =
		    find_key(pairs, kept, &index, pairs[i].key, n > FEW);

		if (i == merged)
			kept_merged = kept;
		if (at < kept && i >= merged && at >= kept_merged)
			fg_diag(b->diags, FG_YAML_DUPLICATE_KEY,
			    fg_at(pairs[i].line, pairs[i].column),
			    fg_show(b->diags, pairs[i].key),
			    fg_show_number(b->diags, pairs[at].line));
		pairs[at] = pairs[i];
		kept += at == kept;
	}
	fg_map_free(&index);
	return kept;
}

static void
close_map(struct builder *b, struct frame *frame)
{
	struct fg_value *v = frame->value;
	struct fg_pair *pairs;
	size_t merged = 0, n;

	if (b->item_count == frame->first)
		return;
	if (frame->has_merge)
		merged = expand_merges(b, frame->first);
	pairs = b->items + frame->first;
	n = drop_repeated(b, pairs, b->item_count - frame->first, merged);
	v->map.n = n;
	v->map.pairs = fg_arena_array(b->arena, n, sizeof(*pairs));
	memcpy(v->map.pairs, pairs, n * sizeof(*pairs));
}

static void
close_list(struct builder *b, struct frame *frame)
{
	struct fg_value *v = frame->value;

	v->list.n = b->item_count - frame->first;
	v->list.items =
	    fg_arena_array(b->arena, v->list.n, sizeof(*v->list.items));
	for (size_t i = 0; i < v->list.n; i++)
		v->list.items[i] = b->items[frame->first + i].value;
}

/* ---- nodes ---- */

static struct frame *
top_frame(struct builder *b)
{
	return b->depth > 0 ? &b->frames[b->depth - 1] : NULL;
}

static bool
is_collection(const struct fg_value *v)
{
	return v->kind == FG_LIST || v->kind == FG_MAP;
}

static void
take_key(struct frame *frame, const struct fg_value *v, struct fg_place place)
{
	frame->has_key = true;
	frame->is_dropped = is_collection(v);
	frame->key = (struct fg_pair){
	    .key = v->text, .line = place.line, .column = place.column};
	if (!frame->is_dropped && is_merge_key(v->text))
		frame->has_merge = true;
}

/* Give a finished node to the list or map that it belongs to. */
static void
attach(struct builder *b, struct fg_value *v, unsigned height,
    struct fg_place place)
{
	struct frame *frame = top_frame(b);

	if (!frame) {
		b->root = v;
		return;
	}
	if (height > frame->height)
		frame->height = height;
	if (frame->value->kind == FG_LIST) {
		push_item(b, (struct fg_pair){.value = v});
	} else if (!frame->has_key) {
		take_key(frame, v, place);
	} else {
		frame->key.value = v;
		if (!frame->is_dropped)
			push_item(b, frame->key);
		frame->has_key = false;
	}
}

static struct fg_str
copy_name(struct builder *b, const yaml_char_t *name)
{
	return fg_arena_copy(b->arena, fg_str_c((const char *)name));
}

static void
remember(struct builder *b, struct fg_str name, struct fg_value *v,
    size_t nodes, unsigned height)
{
	struct anchor *anchor;

	if (!name.p)
		return;
	anchor = FG_NEW(b->arena, struct anchor);
	*anchor = (struct anchor){v, nodes, height};
	*fg_map_put(&b->anchors, name) = anchor;
}

/* Does the tag `!!name`, or `!name`, say so? */
static bool
has_tag(const yaml_char_t *tag, const char *name)
{
	static const struct fg_str core = {"tag:yaml.org,2002:", 18};
	struct fg_str s = fg_str_c((const char *)tag);

	if (fg_str_starts(s, core))
		s = fg_str_sub(s, core.n, s.n);
	else if (s.n > 0 && s.p[0] == '!')
		s = fg_str_sub(s, 1, s.n);
	return fg_str_eq(s, fg_str_c(name));
}

static void
resolve(struct fg_value *v, const yaml_char_t *tag, yaml_scalar_style_t style)
{
	v->kind = FG_STRING;
	v->quoted = style != YAML_PLAIN_SCALAR_STYLE;
	if (tag && has_tag(tag, "str"))
		v->quoted = true;
	else if (tag && (has_tag(tag, "int") || has_tag(tag, "float") ||
			    has_tag(tag, "bool") || has_tag(tag, "null")))
		v->quoted = false;
	if (!v->quoted)
		fg_yaml_resolve(v);
}

static void
add_scalar(struct builder *b, const yaml_event_t *event)
{
	struct fg_place place = place_of_mark(b, event->start_mark);
	struct fg_value *v = FG_NEW(b->arena, struct fg_value);
	const yaml_char_t *text = event->data.scalar.value;
	size_t n = event->data.scalar.length;

	v->text =
	    fg_arena_copy(b->arena, (struct fg_str){(const char *)text, n});
	v->line = place.line;
	v->column = place.column;
	resolve(v, event->data.scalar.tag, event->data.scalar.style);
	b->nodes++;
	if (event->data.scalar.anchor)
		remember(b, copy_name(b, event->data.scalar.anchor), v, 1, 0);
	attach(b, v, 0, place);
}

static int
open_collection(struct builder *b, enum fg_kind kind, yaml_mark_t mark,
    const yaml_char_t *anchor)
{
	struct fg_place place = place_of_mark(b, mark);
	struct fg_value *v;

	if (b->depth == FG_YAML_DEPTH_MOST)
		return fg_diag(b->diags, FG_YAML_DEPTH, place,
		    fg_show_number(b->diags, FG_YAML_DEPTH_MOST));
	v = FG_NEW(b->arena, struct fg_value);
	v->kind = kind;
	v->line = place.line;
	v->column = place.column;
	b->frames[b->depth++] = (struct frame){
	    .value = v,
	    .anchor = copy_name(b, anchor),
	    .first = b->item_count,
	    .nodes_before = b->nodes++,
	};
	return 0;
}

static void
close_collection(struct builder *b)
{
	struct frame *frame = top_frame(b);
	struct fg_value *v = frame->value;
	unsigned height = frame->height + 1;

	if (v->kind == FG_MAP)
		close_map(b, frame);
	else
		close_list(b, frame);
	b->item_count = frame->first;
	b->depth--;
	remember(b, frame->anchor, v, b->nodes - frame->nodes_before, height);
	attach(b, v, height, fg_at(v->line, v->column));
}

static int
add_alias(struct builder *b, const yaml_event_t *event)
{
	struct fg_str name = fg_str_c((const char *)event->data.alias.anchor);
	struct fg_place place = place_of_mark(b, event->start_mark);
	const struct anchor *anchor = fg_map_get(&b->anchors, name);

	/* An anchor whose node has not ended yet is unknown too. */
	if (!anchor)
		return fg_diag(b->diags, FG_YAML_ALIAS_UNKNOWN, place,
		    fg_show(b->diags, name), fg_show(b->diags, name));
	b->expanded += anchor->nodes;
	b->nodes += anchor->nodes;
	if (b->expanded > FG_YAML_EXPANDED_MOST)
		return fg_diag(b->diags, FG_YAML_ALIASES, place,
		    fg_show_number(b->diags, FG_YAML_EXPANDED_MOST));
	if (b->depth + anchor->height > FG_YAML_DEPTH_MOST)
		return fg_diag(b->diags, FG_YAML_DEPTH, place,
		    fg_show_number(b->diags, FG_YAML_DEPTH_MOST));
	attach(b, anchor->value, anchor->height, place);
	return 0;
}

/* ---- documents ---- */

static int
add_event(struct builder *b, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		add_scalar(b, event);
		return 0;
	case YAML_ALIAS_EVENT:
		return add_alias(b, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(b, FG_LIST, event->start_mark,
		    event->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return open_collection(b, FG_MAP, event->start_mark,
		    event->data.mapping_start.anchor);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_collection(b);
		return 0;
	default:
		return 0;
	}
}

static int
read_document(struct builder *b)
{
	bool is_done = false;
	int result = 0;

	while (!is_done && result == 0) {
		yaml_event_t event;

		if (!yaml_parser_parse(&b->parser, &event))
			return report_parser(b);
		is_done = event.type == YAML_DOCUMENT_END_EVENT ||
			  event.type == YAML_STREAM_END_EVENT;
		result = add_event(b, &event);
		yaml_event_delete(&event);
	}
	return result;
}

/* Refuse what would cost much more time or memory than its size. */
static int
check_size(struct builder *b)
{
	struct fg_str line, rest = b->text;
	unsigned count = 0;

	if (b->text.n > FG_YAML_BYTES_MOST)
		return fg_diag(b->diags, FG_YAML_TOO_LARGE, FG_WHOLE_FILE,
		    fg_show_number(b->diags, FG_YAML_BYTES_MOST));
	/* Directives stand first, with comments and empty lines. */
	while (fg_str_split(&line, &rest, '\n')) {
		line = fg_str_trim(line);
		if (line.n > 0 && line.p[0] != '%' && line.p[0] != '#')
			return 0;
		if (line.n == 0 || line.p[0] != '%')
			continue;
		if (++count > FG_YAML_DIRECTIVES_MOST)
			return fg_diag(b->diags, FG_YAML_DIRECTIVES,
			    place_of_byte(b, (size_t)(line.p - b->text.p)),
			    fg_show_number(b->diags, FG_YAML_DIRECTIVES_MOST));
	}
	return 0;
}

const char *
fg_yaml_version(void)
{
	return yaml_get_version_string();
}

int
fg_yaml_parse(struct fg_value **out, struct fg_arena *a, struct fg_str text,
    unsigned first_line, struct fg_diags *d)
{
	static const struct fg_str bom = {"\xef\xbb\xbf", 3};
	struct builder b; /* not zeroed: the frames are 8 KB */
	int result;

	b.arena = a;
	b.diags = d;
	b.text = text;
	if (fg_str_starts(text, bom))
		b.text = fg_str_sub(text, bom.n, text.n);
	b.first_line = first_line;
	b.root = NULL;
	b.depth = b.item_count = b.item_capacity = b.nodes = b.expanded = 0;
	b.items = NULL;
	b.anchors = (struct fg_map){0};
	*out = NULL;
	if (check_size(&b) != 0)
		return -1;
	if (!yaml_parser_initialize(&b.parser))
		fg_out_of_memory();
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b.parser,
	    (const unsigned char *)(b.text.p ? b.text.p : ""), b.text.n);
	result = read_document(&b);
	if (result == 0 && !b.root) {
		b.root = FG_NEW(a, struct fg_value);
		b.root->line = first_line;
		b.root->column = 1;
	}
	if (result == 0)
		*out = b.root;
	yaml_parser_delete(&b.parser);
	fg_map_free(&b.anchors);
	free(b.items);
	return result;
}
