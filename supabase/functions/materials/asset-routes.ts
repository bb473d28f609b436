import { pageOf } from '../../../src/contract/page.ts';
import { ClassParams, GymParams } from '../../../src/contract/params.ts';
import {
  Asset,
  AssetParams,
  AssetsQuery,
  CreateAssetInput,
  UpdateAssetInput,
} from '../../../src/materials/assets/contract.ts';
import { createAsset } from '../../../src/materials/assets/create-asset.ts';
import { deleteAsset } from '../../../src/materials/assets/delete-asset.ts';
import { listAssets } from '../../../src/materials/assets/list-assets.ts';
import { readAsset } from '../../../src/materials/assets/read-asset.ts';
import { updateAsset } from '../../../src/materials/assets/update-asset.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function assetRoutes(app: App): void {
  route(app, userStack, {
    id: 'listAssets',
    method: 'get',
    path: '/gyms/{gym_id}/assets',
    summary: 'The material of a gym or of one class, newest first; for members',
    description: 'Members see what has not expired, staff everything.',
    params: GymParams,
    query: AssetsQuery,
    response: pageOf(Asset),
  }, listAssets);

  route(app, userStack, {
    id: 'createAsset',
    method: 'post',
    path: '/classes/{class_id}/assets',
    summary: 'Add material to a class; for who teaches it, and managers',
    params: ClassParams,
    body: CreateAssetInput,
    response: Asset,
    status: 201,
    versioned: true,
    problems: ['class_not_found', 'not_class_teacher', 'asset_content_invalid'],
  }, createAsset);

  route(app, userStack, {
    id: 'readAsset',
    method: 'get',
    path: '/assets/{asset_id}',
    summary: 'One piece of material; for members, until it expires',
    params: AssetParams,
    response: Asset,
    versioned: true,
    problems: ['asset_not_found'],
  }, readAsset);

  route(app, userStack, {
    id: 'updateAsset',
    method: 'patch',
    path: '/assets/{asset_id}',
    summary:
      'Change material, or until when members see it; for who teaches the class, and managers',
    params: AssetParams,
    body: UpdateAssetInput,
    response: Asset,
    versioned: true,
    problems: ['asset_not_found', 'not_class_teacher', 'asset_content_invalid'],
  }, updateAsset);

  route(app, userStack, {
    id: 'deleteAsset',
    method: 'delete',
    path: '/assets/{asset_id}',
    summary: 'Remove material with its files; for who teaches the class, and managers',
    params: AssetParams,
    problems: ['asset_not_found', 'not_class_teacher'],
  }, deleteAsset);
}
