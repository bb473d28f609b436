/** What the examples of all contracts share, so that together they tell of one gym and its people. */
export const EXAMPLE = {
  user_id: 'b3f1c9a2-7d44-4e0b-9a35-0f6c2d1e8a77',
  manager_id: '5c0e7d18-3f62-4b9d-8a1c-6e2b94d7f013',
  gym_id: '2f9a6b40-1c58-4d37-b0e6-93a7c5d8e214',
  membership_id: '8d27e6f3-5a91-4c0d-9b64-1f3e7a2c5b80',
  class_id: '5d93a1e8-7c46-4b02-9f15-e8b40d6c3a72',
  change_id: 'f62b0c75-1d8e-49a3-b6c4-9a05e7d2f813',
  link_id: '0e5a9b3d-c682-4d17-a49e-3b7f1c0d8e56',
  document_id: 'e41b7c95-6d20-4f8a-a3c7-5b9d0e1f2a36',
  chunk_id: '90c4d3a7-2e6b-4158-8f0d-7a1b3c5e9d42',
  session_id: '4a7e2d9c-8b13-4650-9e2f-c6d8b0a1f375',
  request_id: 'c85d1f3e-0a72-4b96-8d4c-2e7f9b6a3150',
  job_id: '17b9e5d0-4c36-4a8f-b251-d0c7e3f8a694',
  founded: '2026-01-12T09:00:00.000Z',
  asked: '2026-03-02T18:30:00.000Z',
  decided: '2026-03-02T19:05:12.480Z',
} as const;
