/** An element of a page as it stands on the phone: components opened, slots filled. */
export interface TreeNode {
  readonly name: string;
  readonly className: string;
  readonly children: readonly TreeNode[];
}

export interface Measure {
  readonly nodes: number;
  /** Levels, the page's own root the first. */
  readonly depth: number;
  readonly widest: { readonly parent: string; readonly children: number };
}

export function measure(root: TreeNode): Measure {
  let nodes = 0;
  let depth = 0;
  let widest = root;
  const queue: (readonly [TreeNode, number])[] = [[root, 1]];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const [node, level] = at;
    nodes += 1;
    depth = Math.max(depth, level);
    if (node.children.length > widest.children.length) widest = node;
    for (const child of node.children) queue.push([child, level + 1]);
  }
  return { nodes, depth, widest: { parent: sayNode(widest), children: widest.children.length } };
}

/** view.list: the tag and its first class. */
function sayNode({ name, className }: TreeNode): string {
  const first = className.trim().split(/\s+/)[0] ?? '';
  return first === '' ? name : `${name}.${first}`;
}
