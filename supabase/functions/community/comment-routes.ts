import { addComment } from '../../../src/community/comments/add-comment.ts';
import {
  Comment,
  CommentInput,
  CommentParams,
  ListedComment,
} from '../../../src/community/comments/contract.ts';
import { deleteComment } from '../../../src/community/comments/delete-comment.ts';
import { listComments } from '../../../src/community/comments/list-comments.ts';
import { readComment } from '../../../src/community/comments/read-comment.ts';
import { removeComment } from '../../../src/community/comments/remove-comment.ts';
import { updateComment } from '../../../src/community/comments/update-comment.ts';
import { PostEdit, PostParams, RemovalInput } from '../../../src/community/posts/contract.ts';
import { listCommentEdits } from '../../../src/community/posts/list-edits.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function commentRoutes(app: App): void {
  route(app, userStack, {
    id: 'listComments',
    method: 'get',
    path: '/posts/{post_id}/comments',
    summary: 'What was said under a post, from the beginning; for members and guardians',
    params: PostParams,
    query: PageQuery,
    response: pageOf(ListedComment),
  }, listComments);

  route(app, userStack, {
    id: 'addComment',
    method: 'post',
    path: '/posts/{post_id}/comments',
    summary: 'Say something under a post; for members',
    params: PostParams,
    body: CommentInput,
    response: Comment,
    status: 201,
    versioned: true,
    problems: ['post_not_found', 'not_a_member'],
  }, addComment);

  route(app, userStack, {
    id: 'readComment',
    method: 'get',
    path: '/comments/{comment_id}',
    summary: 'One comment; of mine also one that staff took down, with the reason',
    params: CommentParams,
    response: Comment,
    versioned: true,
    problems: ['comment_not_found'],
  }, readComment);

  route(app, userStack, {
    id: 'updateComment',
    method: 'patch',
    path: '/comments/{comment_id}',
    summary: 'Change what I said; the earlier text is kept for me and the staff',
    params: CommentParams,
    body: CommentInput,
    response: Comment,
    versioned: true,
    problems: ['comment_not_found', 'not_the_owner', 'comment_removed'],
  }, updateComment);

  route(app, userStack, {
    id: 'deleteComment',
    method: 'delete',
    path: '/comments/{comment_id}',
    summary: 'Delete what I said',
    params: CommentParams,
    problems: ['comment_not_found', 'not_the_owner', 'comment_removed'],
  }, deleteComment);

  route(app, userStack, {
    id: 'removeComment',
    method: 'post',
    path: '/comments/{comment_id}/removal',
    summary: 'Take a comment down with a reason that its author sees; for staff',
    params: CommentParams,
    body: RemovalInput,
    response: Comment,
    problems: ['comment_not_found', 'not_class_staff'],
  }, removeComment);

  route(app, userStack, {
    id: 'listCommentEdits',
    method: 'get',
    path: '/comments/{comment_id}/edits',
    summary: 'The earlier texts of a comment, the last one first; for its author and staff',
    params: CommentParams,
    query: PageQuery,
    response: pageOf(PostEdit),
  }, listCommentEdits);
}
