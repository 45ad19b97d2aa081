/* SPDX-License-Identifier: ISC */
/* map.c - open addressing over an array of items. */
#include "base/map.h"

#include "base/arena.h"

#include <stdlib.h>

#define FIRST_SLOTS 64

static uint64_t
rotate(uint64_t x, int bits)
{
	return (x << bits) | (x >> (64 - bits));
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

/* SipHash-1-3 (Aumasson, Bernstein 2012). */
static uint64_t
hash_of(struct fg_str s)
{
	static const char seed;
	uint64_t k0 = (uint64_t)(uintptr_t)&seed, k1 = ~k0 * 0x9e3779b97f4a7c15u;
	uint64_t v[4] = {k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du,
	    k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u};
	size_t i = 0;
	uint64_t word;

	for (; i + 8 <= s.n; i += 8) {
		memcpy(&word, s.p + i, 8);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = (uint64_t)s.n << 56;
	if (i < s.n)
		memcpy(&word, s.p + i, s.n - i);
	word |= (uint64_t)s.n << 56;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	for (int round = 0; round < 3; round++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *
find_slot(const struct fg_map *m, struct fg_str key, uint64_t hash)
{
	size_t mask = m->slot_count - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		const struct fg_map_item *item;

		if (m->slots[i] == 0)
			return &m->slots[i];
		item = &m->items[m->slots[i] - 1];
		if (item->hash == hash && fg_str_eq(item->key, key))
			return &m->slots[i];
	}
}

static void
grow(struct fg_map *m)
{
	size_t slot_count = m->slot_count ? m->slot_count * 2 : FIRST_SLOTS;
	size_t capacity = slot_count / 2;

	free(m->slots);
	m->slots = calloc(slot_count, sizeof(*m->slots));
	m->items = reallocarray(m->items, capacity, sizeof(*m->items));
	if (!m->slots || !m->items)
		fg_out_of_memory();
	m->slot_count = slot_count;
	m->capacity = capacity;
	for (size_t i = 0; i < m->n; i++)
		*find_slot(m, m->items[i].key, m->items[i].hash) =
		    (uint32_t)(i + 1);
}

void
fg_map_free(struct fg_map *m)
{
	if (!m)
		return;
	free(m->items);
	free(m->slots);
	*m = (struct fg_map){0};
}

void *
fg_map_get(const struct fg_map *m, struct fg_str key)
{
	uint32_t slot;

	if (m->n == 0)
		return NULL;
	slot = *find_slot(m, key, hash_of(key));
	return slot ? m->items[slot - 1].value : NULL;
}

void **
fg_map_put(struct fg_map *m, struct fg_str key)
{
	uint64_t hash = hash_of(key);
	uint32_t *slot;

	if (m->n == m->capacity)
		grow(m);
	slot = find_slot(m, key, hash);
	if (*slot == 0) {
		m->items[m->n] = (struct fg_map_item){key, NULL, hash};
		*slot = (uint32_t)++m->n;
	}
	return &m->items[*slot - 1].value;
}
