#!/usr/bin/env python3
"""Draws the allocation of a reader study again and compares it with the list that was used.

    python3 reproduce.py [FOLDER]            compares FOLDER/allocation.csv with a new draw from FOLDER/input.json
    python3 reproduce.py --write INPUT...    writes the list of each input.json beside it, as <name>.csv

Prints "identical" and ends with 0, or prints the first difference and ends with 1. Python 3.6 or later, no packages. Written from the
description of the draw (README.md of Domain/Randomisation), not from the program that drew first. The SHA-256 that it prints is the one
that the audit trail has held since the study was sealed.
"""
import csv, hashlib, io, json, os, sys

M64, M32 = (1 << 64) - 1, (1 << 32) - 1
HEADER = "session reader kind period part arm reveal_arm position case attempt revealed sham_class".split()
LEVELS = ["junior", "middle", "senior", "ai"]
SQUARE, ROWS, READER_GROUPS, CASE_PARTS, PART_ORDER, CASE_ORDER, REPEATS, REVEAL, SHAM, TRAINING = range(1, 11)


class Pcg32:
    """PCG-XSH-RR 64/32 (O'Neill 2014)."""

    def __init__(self, seed, stream):
        self.state, self.inc = 0, (stream << 1 | 1) & M64
        self.next()
        self.state = (self.state + seed) & M64
        self.next()

    def next(self):
        old = self.state
        self.state = (old * 6364136223846793005 + self.inc) & M64
        x, rot = ((old >> 18 ^ old) >> 27) & M32, old >> 59
        return (x >> rot | x << (-rot & 31)) & M32

    def below(self, bound):
        while True:
            bits = self.next()
            if bits >= (1 << 32) % bound:
                return bits % bound

    def shuffle(self, items):
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


class Allocation:
    def __init__(self, given):
        self.design, self.arms = given["design"], given["arms"]
        self.groups = {c["id"]: c["group"] for c in given["classes"]["classes"]}
        self.readers = sorted(given["readers"], key=lambda r: utf16(r["name"]))
        cases = sorted(given["cases"], key=lambda c: utf16(c["code"]))
        self.cases = {c["code"]: c for c in cases}
        self.pivotal = [c["code"] for c in cases if c["purpose"] != "training"]
        self.training = [c["code"] for c in cases if c["purpose"] == "training"]
        root, self.rng = Pcg32(int(given["seed"]), 0), {}
        for purpose in range(1, 11):
            high = root.next()
            self.rng[purpose] = Pcg32(high << 32 | root.next(), purpose)

    def deal(self, cells, numbers, purpose):
        """(number, block) of each item."""
        rng, dealt, rest, block = self.rng[purpose], {}, [], 0
        for cell in cells:
            order = rng.shuffle(cell)
            whole = len(order) // numbers * numbers
            for i in range(whole):
                dealt[order[i]] = (i % numbers, block + i // numbers)
            block += len(order) // numbers
            rest += order[whole:]
        turn = rng.shuffle(range(numbers))
        for i, item in enumerate(rest):
            dealt[item] = (turn[i % numbers], block)
        return dealt

    def by_level(self, readers):
        """Indices of readers in cells."""
        cells = [[r for r in readers if self.readers[r]["level"] == level] for level in LEVELS]
        return [cell for cell in cells if cell]

    def by_stratum(self, codes):
        cells = {}
        for code in codes:
            case, key = self.cases[code], []
            for stratum in self.design["strata"]:
                if stratum == "class":
                    key.append(case.get("classId", ""))
                elif stratum == "group":
                    key.append(self.groups.get(case.get("classId", ""), ""))
                else:
                    key.append(case.get("centre", ""))
            cells.setdefault("\x1f".join([case["purpose"]] + key), []).append(code)
        return [cells[key] for key in sorted(cells, key=utf16)]

    def spread(self, codes, purpose):
        rng, n = self.rng[purpose], len(codes)
        strata = [rng.shuffle(cell) for cell in self.by_stratum(codes)]
        taken, order, turn = [0] * len(strata), [None] * n, rng.below(n)
        for place in range(n):
            free = [s for s in range(len(strata)) if taken[s] < len(strata[s]) and taken[s] * n // len(strata[s]) <= place]
            s = min(free, key=lambda s: (-(-(taken[s] + 1) * n // len(strata[s])), s))
            order[(place + turn) % n] = strata[s][taken[s]]
            taken[s] += 1
        return order

    def square(self):
        k = len(self.arms)
        arms = self.rng[SQUARE].shuffle(range(k))
        first = [0] + [(i + 1) // 2 if i % 2 else k - i // 2 for i in range(1, k)]
        start = self.rng[SQUARE].below(2) if k > 1 and k % 2 else 0

        def arm_at(row, shift, period):
            backwards = k % 2 and (start + row[1]) % 2
            return arms[(first[k - 1 - period if backwards else period] + row[0] + shift) % k]

        return arm_at

    def parts(self, count):
        dealt = self.deal(self.by_stratum(self.pivotal), count, CASE_PARTS)
        return [[c for c in self.pivotal if dealt[c][0] == part] for part in range(count)]

    def blocks(self):
        """(period, arm, cases, repeats) of each reader, in the order of reading."""
        kind, k, h = self.design["kind"], len(self.arms), self.design["hiddenRepeats"]
        everybody = range(len(self.readers))
        if kind == "sequential":
            return [[(1, 0, self.pivotal, h)] for _ in everybody]
        if kind == "split-plot-readers":
            arm = self.deal(self.by_level(everybody), k, ROWS)
            return [[(1, arm[r][0], self.pivotal, h)] for r in everybody]
        arm_at = self.square()
        if kind == "split-plot-cases":
            g = self.design["groups"]
            group = self.deal(self.by_level(everybody), g, READER_GROUPS)
            cells = [cell for i in range(g) for cell in self.by_level([r for r in everybody if group[r][0] == i])]
            rows, parts = self.deal(cells, k, ROWS), self.parts(g)
            return [[(p + 1, arm_at(rows[r], 0, p), parts[group[r][0]], h) for p in range(k)] for r in everybody]
        rows = self.deal(self.by_level(everybody), k, ROWS)
        if kind == "fully-crossed":
            return [[(p + 1, arm_at(rows[r], 0, p), self.pivotal, h) for p in range(k)] for r in everybody]
        parts, blocks = self.parts(k), []
        for r in everybody:
            turns = [self.rng[REPEATS].below(k) for _ in range(k)] if h else [0] * k
            blocks.append([])
            for p in range(k):
                for part in self.rng[PART_ORDER].shuffle(range(k)):
                    arm = arm_at(rows[r], part, p)
                    repeats = h // k + ((part + turns[arm]) % k < h % k)
                    blocks[r].append((p + 1, arm, parts[part], repeats))
        return blocks

    def unaided_only(self):
        test = [c for c in self.pivotal if self.cases[c]["purpose"] == "test"]
        hidden = self.design["unaidedOnlyPercent"] * len(test) // 100
        sets = [set() for _ in self.readers]
        if self.design["kind"] == "sequential" and hidden:
            circle = self.spread(test, REVEAL)
            for turn, r in enumerate(self.rng[REVEAL].shuffle(range(len(self.readers)))):
                sets[r] = {circle[(turn * hidden + i) % len(test)] for i in range(hidden)}
        return sets

    def shams(self):
        shams = {}
        if any(a["showsAi"] for a in self.arms):
            for code in (c for c in self.pivotal if self.cases[c]["purpose"] == "catch"):
                truth = self.cases[code]["classId"]
                wrong = [c for c in self.groups if self.groups[c] != self.groups[truth]]
                wrong = wrong or [c for c in self.groups if c != truth]
                shams[code] = wrong[self.rng[SHAM].below(len(wrong))]
        return shams

    def order(self, codes):
        size, rng = self.design.get("blockSize"), self.rng[CASE_ORDER]
        if size is None:
            return rng.shuffle(codes)
        spread = self.spread(codes, CASE_ORDER)
        return [c for i in range(0, len(spread), size) for c in rng.shuffle(spread[i:i + size])]

    def with_repeats(self, order, repeats):
        n, gap, rng = len(order), max(1, self.design["repeatDistance"]), self.rng[REPEATS]
        behind = [[] for _ in order]
        if repeats:
            eligible = [i for i in range(n - gap + 1) if self.cases[order[i]]["purpose"] == "test"]
            for first in rng.shuffle(eligible)[:repeats]:
                earliest = first + gap - 1
                behind[earliest + rng.below(n - earliest)].append(order[first])
        return [place for i in range(n) for place in [(order[i], 1)] + [(c, 2) for c in behind[i]]]

    def rows(self):
        design, ids, number = self.design, [a["id"] for a in self.arms], 0
        blocks, unaided, shams = self.blocks(), self.unaided_only(), self.shams()
        sequential, limit = design["kind"] == "sequential", design.get("casesPerSession")
        for r, reader in enumerate(self.readers):
            if self.training:
                number += 1
                arm = next((i for i, a in enumerate(self.arms) if a["showsAi"]), 0)
                arm = blocks[r][0][1] if design["kind"] == "split-plot-readers" else arm
                for i, code in enumerate(self.rng[TRAINING].shuffle(self.training)):
                    yield [number, reader["name"], "training", 0, 1, ids[arm], "", i + 1, code, 1, 1, ""]
            for period, arm, codes, repeats in blocks[r]:
                places = self.with_repeats(self.order(codes), repeats)
                shows = self.arms[arm]["showsAi"] or (sequential and self.arms[1]["showsAi"])
                parts = -(-len(places) // limit) if limit else 1
                for part in range(parts):
                    number += 1
                    cut = places[len(places) * part // parts:len(places) * (part + 1) // parts]
                    for i, (code, attempt) in enumerate(cut):
                        yield [number, reader["name"], "pivotal", period, part + 1, ids[arm], ids[1] if sequential else "", i + 1, code,
                               attempt, int(code not in unaided[r]), shams.get(code, "") if shows else ""]


def draw(data):
    return [HEADER] + [[str(cell) for cell in row] for row in Allocation(json.loads(data.decode("utf-8-sig"))).rows()]


def main(arguments):
    if arguments[:1] == ["--write"]:
        for path in arguments[1:]:
            with open(path, "rb") as file, open(os.path.splitext(path)[0] + ".csv", "w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows(draw(file.read()))
        return 0
    folder = arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "input.json"), "rb") as file:
        data = file.read()
    with open(os.path.join(folder, "allocation.csv"), encoding="utf-8-sig", newline="") as file:
        used = list(csv.reader(io.StringIO(file.read(), newline="")))
    print("SHA-256 of input.json: " + hashlib.sha256(data).hexdigest())
    drawn = draw(data)
    for line, (was, should) in enumerate(zip(used, drawn), 1):
        for column in range(max(len(was), len(should))):
            a, b = (row[column] if column < len(row) else None for row in (was, should))
            if a != b:
                name = HEADER[column] if column < len(HEADER) else "column %d" % (column + 1)
                print("different: row %d, %s: the list says %r, the draw gives %r" % (line, name, a, b))
                return 1
    if len(used) != len(drawn):
        print("different: the list has %d rows, the draw gives %d" % (len(used), len(drawn)))
        return 1
    print("identical: %d places" % (len(drawn) - 1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
