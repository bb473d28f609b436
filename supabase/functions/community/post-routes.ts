import {
  CreatePostInput,
  FeedPost,
  Post,
  PostEdit,
  PostParams,
  PostSearchQuery,
  RemovalInput,
  UnpublishedQuery,
  UpdatePostInput,
} from '../../../src/community/posts/contract.ts';
import { createPost } from '../../../src/community/posts/create-post.ts';
import { deletePost } from '../../../src/community/posts/delete-post.ts';
import { listPostEdits } from '../../../src/community/posts/list-edits.ts';
import { listPosts } from '../../../src/community/posts/list-posts.ts';
import { listUnpublished } from '../../../src/community/posts/list-unpublished.ts';
import { readPost } from '../../../src/community/posts/read-post.ts';
import { removePost } from '../../../src/community/posts/remove-post.ts';
import { searchPosts } from '../../../src/community/posts/search-posts.ts';
import { updatePost } from '../../../src/community/posts/update-post.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function postRoutes(app: App): void {
  route(app, userStack, {
    id: 'listPosts',
    method: 'get',
    path: '/gyms/{gym_id}/posts',
    summary: 'The feed of a gym, the latest published first; for members and guardians',
    description:
      "With the authors' names, how many comments and reactions there are, and one's own. A post " +
      'keeps its place: pages skip and repeat nothing, whatever is written meanwhile.',
    params: GymParams,
    query: PageQuery,
    response: pageOf(FeedPost),
  }, listPosts);

  route(app, userStack, {
    id: 'createPost',
    method: 'post',
    path: '/gyms/{gym_id}/posts',
    summary: 'Tell the gym something, now or later, or keep a draft; for members',
    params: GymParams,
    body: CreatePostInput,
    response: Post,
    status: 201,
    versioned: true,
  }, createPost);

  route(app, userStack, {
    id: 'searchPosts',
    method: 'get',
    path: '/gyms/{gym_id}/posts/search',
    summary: 'Posts that have any of the words, the best first; for members and guardians',
    description:
      'Words are found in the forms that the language of a post gives them, with and without ' +
      'accents. More of them, and in the title, make a post better.',
    params: GymParams,
    query: PostSearchQuery,
    response: pageOf(FeedPost),
  }, searchPosts);

  route(app, userStack, {
    id: 'listUnpublishedPosts',
    method: 'get',
    path: '/gyms/{gym_id}/posts/unpublished',
    summary: 'My drafts; what is scheduled or was removed: mine, and for staff of all',
    params: GymParams,
    query: UnpublishedQuery,
    response: pageOf(FeedPost),
  }, listUnpublished);

  route(app, userStack, {
    id: 'readPost',
    method: 'get',
    path: '/posts/{post_id}',
    summary: 'The words of a post; its author and staff also read it before and after the feed',
    params: PostParams,
    response: Post,
    versioned: true,
    problems: ['post_not_found'],
  }, readPost);

  route(app, userStack, {
    id: 'updatePost',
    method: 'patch',
    path: '/posts/{post_id}',
    summary: 'Change a post of mine',
    description:
      'The earlier text of a published one is kept for its author and the staff. Until it is ' +
      'published, `published_at` can be moved, also to null and to now.',
    params: PostParams,
    body: UpdatePostInput,
    response: Post,
    versioned: true,
    problems: ['post_not_found', 'not_the_owner', 'post_removed', 'post_published'],
  }, updatePost);

  route(app, userStack, {
    id: 'deletePost',
    method: 'delete',
    path: '/posts/{post_id}',
    summary: 'Delete a post of mine, with what was said under it',
    params: PostParams,
    problems: ['post_not_found', 'not_the_owner', 'post_removed'],
  }, deletePost);

  route(app, userStack, {
    id: 'removePost',
    method: 'post',
    path: '/posts/{post_id}/removal',
    summary: 'Take a post down with a reason that its author sees; for staff',
    description: 'It leaves an event in the trail, and decides what was reported about the post.',
    params: PostParams,
    body: RemovalInput,
    response: Post,
    problems: ['post_not_found', 'not_class_staff'],
  }, removePost);

  route(app, userStack, {
    id: 'listPostEdits',
    method: 'get',
    path: '/posts/{post_id}/edits',
    summary: 'The earlier texts of a post, the last one first; for its author and staff',
    params: PostParams,
    query: PageQuery,
    response: pageOf(PostEdit),
  }, listPostEdits);
}
