/* SPDX-License-Identifier: ISC */
/* punycode.c - RFC 3492 section 6.3, encoding. */
#include "base/punycode.h"

#include "base/utf8.h"

/* RFC 3492 section 5. */
enum {
	BASE = 36,
	T_MIN = 1,
	T_MAX = 26,
	SKEW = 38,
	DAMP = 700,
	INITIAL_BIAS = 72,
	INITIAL_N = 0x80
};

static uint32_t
adapt(uint32_t delta, uint32_t point_count, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += delta / point_count;
	while (delta > (BASE - T_MIN) * T_MAX / 2) {
		delta /= BASE - T_MIN;
		k += BASE;
	}
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static void
add_digit(struct fg_buf *out, uint32_t digit)
{
	fg_buf_add_char(
	    out, (char)(digit < 26 ? 'a' + digit : '0' + digit - 26));
}

static void
add_delta(struct fg_buf *out, uint32_t delta, uint32_t bias)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = k <= bias		 ? T_MIN
			     : k >= bias + T_MAX ? T_MAX
						 : k - bias;

		if (delta < t)
			break;
		add_digit(out, t + (delta - t) % (BASE - t));
		delta = (delta - t) / (BASE - t);
	}
	add_digit(out, delta);
}

static uint32_t
smallest_from(const uint32_t *points, size_t count, uint32_t from)
{
	uint32_t smallest = UINT32_MAX;

	for (size_t i = 0; i < count; i++)
		if (points[i] >= from && points[i] < smallest)
			smallest = points[i];
	return smallest;
}

static bool
decode_label(uint32_t points[FG_LABEL_MOST], size_t *count, struct fg_str label)
{
	*count = 0;
	while (label.n) {
		size_t n;

		if (*count == FG_LABEL_MOST)
			return false;
		n = fg_utf8_decode(&points[(*count)++], label);
		if (n == 0)
			return false;
		label = fg_str_sub(label, n, label.n);
	}
	return true;
}

/* 63 code points below 110000 keep delta below 2^32: no overflow checks. */
bool
fg_punycode_encode(struct fg_buf *out, struct fg_str label)
{
	uint32_t points[FG_LABEL_MOST];
	uint32_t n = INITIAL_N, delta = 0, bias = INITIAL_BIAS, basic = 0, done;
	size_t count;

	if (!decode_label(points, &count, label))
		return false;
	for (size_t i = 0; i < count; i++)
		if (points[i] < INITIAL_N) {
			fg_buf_add_char(out, (char)points[i]);
			basic++;
		}
	if (basic)
		fg_buf_add_char(out, '-');
	for (done = basic; done < count; delta++, n++) {
		uint32_t next = smallest_from(points, count, n);

		delta += (next - n) * (done + 1);
		n = next;
		for (size_t i = 0; i < count; i++) {
			if (points[i] < n)
				delta++;
			if (points[i] != n)
				continue;
			add_delta(out, delta, bias);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
	return true;
}
