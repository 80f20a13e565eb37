// Triples as a network, drawn by vis-network, which sets them out too.
const LENGTH = 140;

export function draw(edges, nameOf) {
  const box = Object.assign(document.createElement("div"), { className: "drawing" });
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", document.body.dataset.graph);
  const ties = together(edges);
  const ends = [...new Set(ties.flatMap(({ from, to }) => [from, to]))];
  const nodes = new vis.DataSet(ends.map((id) => ({ id, label: nameOf(id) })));
  const network = new vis.Network(box, { nodes, edges: new vis.DataSet(ties) }, looks());
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    network.fit();
    box.dataset.drawn = String(ends.length);
  });
  return { box, network };
}

// Edges between the same two as one line, with all their names and an arrow for each way that they lead.
function together(edges) {
  const ties = new Map();
  for (const { from, to, label } of edges) {
    const key = JSON.stringify([from, to].sort());
    const tie = ties.get(key) ?? ties.set(key, { from, to, labels: new Set(), ways: new Set() }).get(key);
    tie.labels.add(label);
    tie.ways.add(from === tie.from ? "to" : "from");
  }
  return [...ties.values()].map(({ labels, ways, ...ends }) => ({
    ...ends,
    label: [...labels].join(", "),
    arrows: [...ways].join(),
  }));
}

function looks() {
  const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
  const font = { face: getComputedStyle(document.body).fontFamily, strokeColor: colour("--paper"), strokeWidth: 3 };
  return {
    nodes: { shape: "dot", size: 9, color: colour("--accent"), font: { ...font, size: 15, color: colour("--ink") } },
    edges: {
      arrows: { to: { scaleFactor: 0.5 }, from: { scaleFactor: 0.5 } },
      color: colour("--line"),
      font: { ...font, size: 11, color: colour("--faint") },
    },
    layout: { randomSeed: 1, improvedLayout: false },
    physics: {
      solver: "forceAtlas2Based",
      forceAtlas2Based: { gravitationalConstant: -60, springLength: LENGTH, avoidOverlap: 0.6 },
      stabilization: { iterations: 300, fit: true },
    },
    interaction: { hover: true, zoomView: matchMedia("(pointer: coarse)").matches },
  };
}
