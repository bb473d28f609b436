import type { Table } from '../catalog/table.ts';
import type { Step } from '../explanation.ts';
import type { Ports, Run } from '../ports.ts';
export async function openSteps(_p: Ports, _r: Run, _t: Table, _s: Step[]): Promise<void> {}
