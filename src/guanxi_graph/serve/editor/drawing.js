// A small drawing of a few hundred triples: springs along edges, repulsion between nodes, no randomness.
const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, ROUNDS] = [1000, 620, 250];

export function draw(edges, nameOf) {
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map((id, i, all) => {
    const angle = (2 * Math.PI * i) / all.length;
    return { id, x: WIDTH / 2 + 250 * Math.cos(angle), y: HEIGHT / 2 + 250 * Math.sin(angle) };
  });
  const byName = new Map(nodes.map((node) => [node.id, node]));
  const ties = together(edges).map(({ from, to, label }) => ({ a: byName.get(from), b: byName.get(to), label }));
  settle(nodes, ties);
  return picture(nodes, ties, nameOf);
}

// Edges between the same two, as one line with all their names.
function together(edges) {
  const lines = new Map();
  for (const { from, to, label } of edges) {
    const key = JSON.stringify([from, to].sort());
    const line = lines.get(key) ?? lines.set(key, { from, to, labels: new Set() }).get(key);
    line.labels.add(label);
  }
  return [...lines.values()].map(({ from, to, labels }) => ({ from, to, label: [...labels].join(", ") }));
}

function settle(nodes, ties) {
  const ideal = 0.9 * Math.sqrt((WIDTH * HEIGHT) / nodes.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const heat = 40 * (1 - round / ROUNDS);
    for (const node of nodes) Object.assign(node, { dx: 0, dy: 0 });
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) push(nodes[i], nodes[j], (d) => (ideal * ideal) / d);
    }
    for (const { a, b } of ties) if (a !== b) push(a, b, (d) => -(d * d) / ideal);
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      node.x = Math.min(WIDTH - 60, Math.max(60, node.x + (node.dx / length) * Math.min(length, heat)));
      node.y = Math.min(HEIGHT - 20, Math.max(20, node.y + (node.dy / length) * Math.min(length, heat)));
    }
  }
}

function push(a, b, force) {
  const [x, y] = [a.x - b.x, a.y - b.y];
  const distance = Math.max(1, Math.hypot(x, y));
  const strength = force(distance) / distance;
  a.dx += x * strength;
  a.dy += y * strength;
  b.dx -= x * strength;
  b.dy -= y * strength;
}

function picture(nodes, ties, nameOf) {
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": document.body.dataset.graph });
  for (const { a, b, label } of ties) {
    svg.append(element("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y }));
    svg.append(element("text", { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, class: "edge", "text-anchor": "middle" }, label));
  }
  for (const node of nodes) {
    svg.append(element("circle", { cx: node.x, cy: node.y, r: 5 }));
    svg.append(element("text", { x: node.x + 8, y: node.y + 4, class: "node" }, nameOf(node.id)));
  }
  return svg;
}

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
