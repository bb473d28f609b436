export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  'public': {
    Tables: {
      'agent_events': {
        Row: {
          'created_at': string;
          'data': NonNullable<Json>;
          'event': string;
          'request_id': string;
          'seq': number;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'data': NonNullable<Json>;
          'event': string;
          'request_id': string;
          'seq': number;
          'user_id': string;
        };
        Update: {
          'created_at'?: string;
          'data'?: NonNullable<Json>;
          'event'?: string;
          'request_id'?: string;
          'seq'?: number;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'agent_events_request_id_agent_requests_id_fk';
            columns: ['request_id'];
            isOneToOne: false;
            referencedRelation: 'agent_requests';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'agent_events_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'agent_requests': {
        Row: {
          'citations': NonNullable<Json>;
          'created_at': string;
          'deleted_at': string | null;
          'error': string | null;
          'finished_at': string | null;
          'id': string;
          'input': string;
          'model': string | null;
          'output': string | null;
          'session_id': string;
          'started_at': string | null;
          'status': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'citations'?: NonNullable<Json>;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'error'?: string | null;
          'finished_at'?: string | null;
          'id'?: string;
          'input': string;
          'model'?: string | null;
          'output'?: string | null;
          'session_id': string;
          'started_at'?: string | null;
          'status'?: string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'citations'?: NonNullable<Json>;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'error'?: string | null;
          'finished_at'?: string | null;
          'id'?: string;
          'input'?: string;
          'model'?: string | null;
          'output'?: string | null;
          'session_id'?: string;
          'started_at'?: string | null;
          'status'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'agent_requests_session_id_agent_sessions_id_fk';
            columns: ['session_id'];
            isOneToOne: false;
            referencedRelation: 'agent_sessions';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'agent_requests_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'agent_sessions': {
        Row: {
          'context': NonNullable<Json>;
          'created_at': string;
          'deleted_at': string | null;
          'id': string;
          'title': string | null;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'context'?: NonNullable<Json>;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'id'?: string;
          'title'?: string | null;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'context'?: NonNullable<Json>;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'id'?: string;
          'title'?: string | null;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'agent_sessions_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'app_stores': {
        Row: {
          'created_at': string;
          'disabled_at': string | null;
          'id': string;
          'legacy_id': number | null;
          'store': string;
          'updated_at': string;
          'url': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'disabled_at'?: string | null;
          'id'?: string;
          'legacy_id'?: number | null;
          'store': string;
          'updated_at'?: string;
          'url': string;
        };
        Update: {
          'created_at'?: string;
          'disabled_at'?: string | null;
          'id'?: string;
          'legacy_id'?: number | null;
          'store'?: string;
          'updated_at'?: string;
          'url'?: string;
        };
        Relationships: [];
      };
      'assets': {
        Row: {
          'class_id': string;
          'content': string | null;
          'created_at': string;
          'created_by': string | null;
          'gym_id': string;
          'id': string;
          'legacy_id': number | null;
          'title': string;
          'type': string;
          'updated_at': string;
          'valid_until': string | null;
        };
        ComputedFields: never;
        Insert: {
          'class_id': string;
          'content'?: string | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'gym_id': string;
          'id'?: string;
          'legacy_id'?: number | null;
          'title': string;
          'type': string;
          'updated_at'?: string;
          'valid_until'?: string | null;
        };
        Update: {
          'class_id'?: string;
          'content'?: string | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'legacy_id'?: number | null;
          'title'?: string;
          'type'?: string;
          'updated_at'?: string;
          'valid_until'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'assets_class_id_gym_id_fkey';
            columns: ['class_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'classes';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'assets_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'attachments': {
        Row: {
          'asset_id': string | null;
          'class_id': string;
          'created_at': string;
          'created_by': string | null;
          'file_name': string;
          'file_path': string;
          'file_size': number;
          'file_type': string;
          'gym_id': string;
          'id': string;
          'legacy_id': number | null;
          'state': string;
          'updated_at': string;
          'valid_until': string | null;
        };
        ComputedFields: never;
        Insert: {
          'asset_id'?: string | null;
          'class_id': string;
          'created_at'?: string;
          'created_by'?: string | null;
          'file_name': string;
          'file_path'?: never;
          'file_size': number;
          'file_type': string;
          'gym_id': string;
          'id'?: string;
          'legacy_id'?: number | null;
          'state'?: string;
          'updated_at'?: string;
          'valid_until'?: string | null;
        };
        Update: {
          'asset_id'?: string | null;
          'class_id'?: string;
          'created_at'?: string;
          'created_by'?: string | null;
          'file_name'?: string;
          'file_path'?: never;
          'file_size'?: number;
          'file_type'?: string;
          'gym_id'?: string;
          'id'?: string;
          'legacy_id'?: number | null;
          'state'?: string;
          'updated_at'?: string;
          'valid_until'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'attachments_asset_id_class_id_gym_id_fkey';
            columns: ['asset_id', 'class_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'assets';
            referencedColumns: ['id', 'class_id', 'gym_id'];
          },
          {
            foreignKeyName: 'attachments_class_id_gym_id_fkey';
            columns: ['class_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'classes';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'attachments_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'audit_events': {
        Row: {
          'action': string;
          'actor_id': string | null;
          'created_at': string;
          'details': NonNullable<Json>;
          'gym_id': string | null;
          'id': string;
          'subject_id': string | null;
        };
        ComputedFields: never;
        Insert: {
          'action': string;
          'actor_id'?: string | null;
          'created_at'?: string;
          'details'?: NonNullable<Json>;
          'gym_id'?: string | null;
          'id'?: string;
          'subject_id'?: string | null;
        };
        Update: {
          'action'?: string;
          'actor_id'?: string | null;
          'created_at'?: string;
          'details'?: NonNullable<Json>;
          'gym_id'?: string | null;
          'id'?: string;
          'subject_id'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'audit_events_actor_id_users_id_fk';
            columns: ['actor_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'audit_events_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'audit_events_subject_id_users_id_fk';
            columns: ['subject_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'automation_versions': {
        Row: {
          'attribution_days': number;
          'automation_id': string;
          'conditions': NonNullable<Json>;
          'created_at': string;
          'hold_out_percent': number;
          'id': string;
          'nodes': NonNullable<Json>;
          'number': number;
          'quiet_from': string | null;
          'quiet_until': string | null;
          'send_days': (number)[] | null;
          'shop_id': string;
          'topic': string;
          'trigger': Database['public']['Enums']['trigger_type'];
          'trigger_options': NonNullable<Json>;
        };
        ComputedFields: never;
        Insert: {
          'attribution_days'?: number;
          'automation_id': string;
          'conditions'?: NonNullable<Json>;
          'created_at'?: string;
          'hold_out_percent'?: number;
          'id'?: string;
          'nodes': NonNullable<Json>;
          'number': number;
          'quiet_from'?: string | null;
          'quiet_until'?: string | null;
          'send_days'?: (number)[] | null;
          'shop_id': string;
          'topic'?: string;
          'trigger': Database['public']['Enums']['trigger_type'];
          'trigger_options'?: NonNullable<Json>;
        };
        Update: {
          'attribution_days'?: number;
          'automation_id'?: string;
          'conditions'?: NonNullable<Json>;
          'created_at'?: string;
          'hold_out_percent'?: number;
          'id'?: string;
          'nodes'?: NonNullable<Json>;
          'number'?: number;
          'quiet_from'?: string | null;
          'quiet_until'?: string | null;
          'send_days'?: (number)[] | null;
          'shop_id'?: string;
          'topic'?: string;
          'trigger'?: Database['public']['Enums']['trigger_type'];
          'trigger_options'?: NonNullable<Json>;
        };
        Relationships: [
          {
            foreignKeyName: 'automation_versions_automation_fkey';
            columns: ['automation_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'automations';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'automations': {
        Row: {
          'action': Database['public']['Enums']['action_type'];
          'archived_at': string | null;
          'attribution_days': number;
          'conditions': NonNullable<Json>;
          'created_at': string;
          'delay_minutes': number;
          'enabled': boolean;
          'enabled_at': string | null;
          'hold_out_percent': number;
          'id': string;
          'name': string;
          'published_version': number | null;
          'quiet_from': string | null;
          'quiet_until': string | null;
          'send_days': (number)[] | null;
          'shop_id': string;
          'steps': NonNullable<Json>;
          'tag': string | null;
          'template_id': string | null;
          'topic': string;
          'trigger': Database['public']['Enums']['trigger_type'];
          'trigger_options': NonNullable<Json>;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'action': Database['public']['Enums']['action_type'];
          'archived_at'?: string | null;
          'attribution_days'?: number;
          'conditions'?: NonNullable<Json>;
          'created_at'?: string;
          'delay_minutes'?: number;
          'enabled'?: boolean;
          'enabled_at'?: string | null;
          'hold_out_percent'?: number;
          'id'?: string;
          'name': string;
          'published_version'?: number | null;
          'quiet_from'?: string | null;
          'quiet_until'?: string | null;
          'send_days'?: (number)[] | null;
          'shop_id': string;
          'steps'?: NonNullable<Json>;
          'tag'?: string | null;
          'template_id'?: string | null;
          'topic'?: string;
          'trigger': Database['public']['Enums']['trigger_type'];
          'trigger_options'?: NonNullable<Json>;
          'updated_at'?: string;
        };
        Update: {
          'action'?: Database['public']['Enums']['action_type'];
          'archived_at'?: string | null;
          'attribution_days'?: number;
          'conditions'?: NonNullable<Json>;
          'created_at'?: string;
          'delay_minutes'?: number;
          'enabled'?: boolean;
          'enabled_at'?: string | null;
          'hold_out_percent'?: number;
          'id'?: string;
          'name'?: string;
          'published_version'?: number | null;
          'quiet_from'?: string | null;
          'quiet_until'?: string | null;
          'send_days'?: (number)[] | null;
          'shop_id'?: string;
          'steps'?: NonNullable<Json>;
          'tag'?: string | null;
          'template_id'?: string | null;
          'topic'?: string;
          'trigger'?: Database['public']['Enums']['trigger_type'];
          'trigger_options'?: NonNullable<Json>;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'automations_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'automations_template_fkey';
            columns: ['template_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'message_templates';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'backfill_rejects': {
        Row: {
          'backfill_id': string;
          'created_at': string;
          'kind': string;
          'line': string;
          'line_number': number;
          'reason': string;
          'shop_id': string;
        };
        ComputedFields: never;
        Insert: {
          'backfill_id': string;
          'created_at'?: string;
          'kind': string;
          'line': string;
          'line_number': number;
          'reason': string;
          'shop_id': string;
        };
        Update: {
          'backfill_id'?: string;
          'created_at'?: string;
          'kind'?: string;
          'line'?: string;
          'line_number'?: number;
          'reason'?: string;
          'shop_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'backfill_rejects_backfill_fkey';
            columns: ['backfill_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'backfills';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'backfills': {
        Row: {
          'bytes_done': number;
          'bytes_total': number | null;
          'changed': number;
          'created_at': string;
          'customers': number;
          'ended_at': string | null;
          'error': string | null;
          'id': string;
          'ignored': number;
          'lines_done': number;
          'lines_total': number | null;
          'name': string | null;
          'orders': number;
          'rejected': number;
          'shop_id': string;
          'source': string;
          'state': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'bytes_done'?: number;
          'bytes_total'?: number | null;
          'changed'?: number;
          'created_at'?: string;
          'customers'?: number;
          'ended_at'?: string | null;
          'error'?: string | null;
          'id'?: string;
          'ignored'?: number;
          'lines_done'?: number;
          'lines_total'?: number | null;
          'name'?: string | null;
          'orders'?: number;
          'rejected'?: number;
          'shop_id': string;
          'source': string;
          'state'?: string;
          'updated_at'?: string;
        };
        Update: {
          'bytes_done'?: number;
          'bytes_total'?: number | null;
          'changed'?: number;
          'created_at'?: string;
          'customers'?: number;
          'ended_at'?: string | null;
          'error'?: string | null;
          'id'?: string;
          'ignored'?: number;
          'lines_done'?: number;
          'lines_total'?: number | null;
          'name'?: string | null;
          'orders'?: number;
          'rejected'?: number;
          'shop_id'?: string;
          'source'?: string;
          'state'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'backfills_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'calendar_links': {
        Row: {
          'created_at': string;
          'gym_id': string | null;
          'id': string;
          'revoked_at': string | null;
          'token_hash': string;
          'updated_at': string;
          'user_id': string | null;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'gym_id'?: string | null;
          'id'?: string;
          'revoked_at'?: string | null;
          'token_hash': string;
          'updated_at'?: string;
          'user_id'?: string | null;
        };
        Update: {
          'created_at'?: string;
          'gym_id'?: string | null;
          'id'?: string;
          'revoked_at'?: string | null;
          'token_hash'?: string;
          'updated_at'?: string;
          'user_id'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'calendar_links_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'calendar_links_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'check_ins': {
        Row: {
          'arrived': boolean;
          'checked_in_by': string | null;
          'class_date': string;
          'class_id': string;
          'created_at': string;
          'gym_id': string;
          'id': string;
          'legacy_id': number | null;
          'made_at': string;
          'offered_until': string | null;
          'override_reason': string | null;
          'place': number;
          'promoted_at': string | null;
          'received_at': string;
          'status': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'arrived'?: boolean;
          'checked_in_by'?: string | null;
          'class_date': string;
          'class_id': string;
          'created_at'?: string;
          'gym_id': string;
          'id'?: string;
          'legacy_id'?: number | null;
          'made_at': string;
          'offered_until'?: string | null;
          'override_reason'?: string | null;
          'place': number;
          'promoted_at'?: string | null;
          'received_at': string;
          'status': string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'arrived'?: boolean;
          'checked_in_by'?: string | null;
          'class_date'?: string;
          'class_id'?: string;
          'created_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'legacy_id'?: number | null;
          'made_at'?: string;
          'offered_until'?: string | null;
          'override_reason'?: string | null;
          'place'?: number;
          'promoted_at'?: string | null;
          'received_at'?: string;
          'status'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'check_ins_checked_in_by_users_id_fk';
            columns: ['checked_in_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'check_ins_class_id_gym_id_fkey';
            columns: ['class_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'classes';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'check_ins_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'class_changes': {
        Row: {
          'class_date': string | null;
          'class_id': string | null;
          'created_at': string;
          'created_by': string | null;
          'ends_on': string | null;
          'gym_id': string;
          'id': string;
          'instructor_id': string | null;
          'kind': string;
          'reason': string | null;
          'starts_at': string | null;
          'starts_on': string | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'class_date'?: string | null;
          'class_id'?: string | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'ends_on'?: string | null;
          'gym_id': string;
          'id'?: string;
          'instructor_id'?: string | null;
          'kind': string;
          'reason'?: string | null;
          'starts_at'?: string | null;
          'starts_on'?: string | null;
          'updated_at'?: string;
        };
        Update: {
          'class_date'?: string | null;
          'class_id'?: string | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'ends_on'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'instructor_id'?: string | null;
          'kind'?: string;
          'reason'?: string | null;
          'starts_at'?: string | null;
          'starts_on'?: string | null;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'class_changes_class_id_gym_id_fkey';
            columns: ['class_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'classes';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'class_changes_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'class_changes_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'class_changes_instructor_id_users_id_fk';
            columns: ['instructor_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'classes': {
        Row: {
          'bookable_from_hours': number | null;
          'cancel_until_minutes': number | null;
          'capacity': number | null;
          'created_at': string;
          'created_by': string | null;
          'deleted_at': string | null;
          'description': string | null;
          'ends_at': string;
          'ends_on': string | null;
          'gym_id': string;
          'id': string;
          'instructor_id': string | null;
          'legacy_id': number | null;
          'modality': string;
          'series_id': string | null;
          'starts_at': string;
          'starts_on': string;
          'updated_at': string;
          'weekday': number;
        };
        ComputedFields: never;
        Insert: {
          'bookable_from_hours'?: number | null;
          'cancel_until_minutes'?: number | null;
          'capacity'?: number | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'deleted_at'?: string | null;
          'description'?: string | null;
          'ends_at': string;
          'ends_on'?: string | null;
          'gym_id': string;
          'id'?: string;
          'instructor_id'?: string | null;
          'legacy_id'?: number | null;
          'modality': string;
          'series_id'?: string | null;
          'starts_at': string;
          'starts_on': string;
          'updated_at'?: string;
          'weekday': number;
        };
        Update: {
          'bookable_from_hours'?: number | null;
          'cancel_until_minutes'?: number | null;
          'capacity'?: number | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'deleted_at'?: string | null;
          'description'?: string | null;
          'ends_at'?: string;
          'ends_on'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'instructor_id'?: string | null;
          'legacy_id'?: number | null;
          'modality'?: string;
          'series_id'?: string | null;
          'starts_at'?: string;
          'starts_on'?: string;
          'updated_at'?: string;
          'weekday'?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'classes_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'classes_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'classes_instructor_id_users_id_fk';
            columns: ['instructor_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'classes_series_id_gym_id_fkey';
            columns: ['series_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'classes';
            referencedColumns: ['id', 'gym_id'];
          },
        ];
      };
      'comments': {
        Row: {
          'author_id': string;
          'body': string;
          'created_at': string;
          'deleted_at': string | null;
          'edited_at': string | null;
          'gym_id': string;
          'hidden_at': string | null;
          'id': string;
          'post_id': string;
          'removed_at': string | null;
          'removed_by': string | null;
          'removed_reason': string | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'author_id': string;
          'body': string;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'edited_at'?: string | null;
          'gym_id': string;
          'hidden_at'?: string | null;
          'id'?: string;
          'post_id': string;
          'removed_at'?: string | null;
          'removed_by'?: string | null;
          'removed_reason'?: string | null;
          'updated_at'?: string;
        };
        Update: {
          'author_id'?: string;
          'body'?: string;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'edited_at'?: string | null;
          'gym_id'?: string;
          'hidden_at'?: string | null;
          'id'?: string;
          'post_id'?: string;
          'removed_at'?: string | null;
          'removed_by'?: string | null;
          'removed_reason'?: string | null;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'comments_author_id_users_id_fk';
            columns: ['author_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'comments_post_id_gym_id_fkey';
            columns: ['post_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'posts';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'comments_removed_by_users_id_fk';
            columns: ['removed_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'consent_texts': {
        Row: {
          'created_at': string;
          'kind': string;
          'text': string;
          'text_version': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'kind': string;
          'text': string;
          'text_version': string;
        };
        Update: {
          'created_at'?: string;
          'kind'?: string;
          'text'?: string;
          'text_version'?: string;
        };
        Relationships: [];
      };
      'consents': {
        Row: {
          'created_at': string;
          'given_at': string;
          'given_by': string;
          'id': string;
          'kind': string;
          'text_version': string;
          'updated_at': string;
          'user_id': string;
          'withdrawn_at': string | null;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'given_at'?: string;
          'given_by': string;
          'id'?: string;
          'kind': string;
          'text_version': string;
          'updated_at'?: string;
          'user_id': string;
          'withdrawn_at'?: string | null;
        };
        Update: {
          'created_at'?: string;
          'given_at'?: string;
          'given_by'?: string;
          'id'?: string;
          'kind'?: string;
          'text_version'?: string;
          'updated_at'?: string;
          'user_id'?: string;
          'withdrawn_at'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'consents_given_by_users_id_fk';
            columns: ['given_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'consents_text_fk';
            columns: ['kind', 'text_version'];
            isOneToOne: false;
            referencedRelation: 'consent_texts';
            referencedColumns: ['kind', 'text_version'];
          },
          {
            foreignKeyName: 'consents_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'customer_stats': {
        Row: {
          'customer_id': string;
          'last_order_at': string | null;
          'orders_count': number;
          'rfm_f': number | null;
          'rfm_m': number | null;
          'rfm_r': number | null;
          'segment': Database['public']['Enums']['customer_segment'] | null;
          'shop_id': string;
          'total_spent': number;
        };
        ComputedFields: never;
        Insert: {
          'customer_id': string;
          'last_order_at'?: string | null;
          'orders_count'?: number;
          'rfm_f'?: number | null;
          'rfm_m'?: number | null;
          'rfm_r'?: number | null;
          'segment'?: Database['public']['Enums']['customer_segment'] | null;
          'shop_id': string;
          'total_spent'?: number;
        };
        Update: {
          'customer_id'?: string;
          'last_order_at'?: string | null;
          'orders_count'?: number;
          'rfm_f'?: number | null;
          'rfm_m'?: number | null;
          'rfm_r'?: number | null;
          'segment'?: Database['public']['Enums']['customer_segment'] | null;
          'shop_id'?: string;
          'total_spent'?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'customer_stats_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: true;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'customer_tags': {
        Row: {
          'automation_id': string;
          'created_at': string;
          'customer_id': string;
          'shop_id': string;
          'tag': string;
        };
        ComputedFields: never;
        Insert: {
          'automation_id': string;
          'created_at'?: string;
          'customer_id': string;
          'shop_id': string;
          'tag': string;
        };
        Update: {
          'automation_id'?: string;
          'created_at'?: string;
          'customer_id'?: string;
          'shop_id'?: string;
          'tag'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'customer_tags_automation_fkey';
            columns: ['automation_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'automations';
            referencedColumns: ['id', 'shop_id'];
          },
          {
            foreignKeyName: 'customer_tags_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'customers': {
        Row: {
          'created_at': string;
          'deleted_at': string | null;
          'email': string | null;
          'email_consent': string | null;
          'first_name': string | null;
          'id': string;
          'last_name': string | null;
          'locale': string | null;
          'matched_by': string | null;
          'phone': string | null;
          'redacted_at': string | null;
          'seen_at': (string)[];
          'shop_id': string;
          'shopify_created_at': string | null;
          'shopify_group': string | null;
          'shopify_id': number;
          'shopify_updated_at': string | null;
          'sms_consent': string | null;
          'timezone': string | null;
          'told_at': (string)[];
          'updated_at': string;
          'user_id': string | null;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'deleted_at'?: string | null;
          'email'?: string | null;
          'email_consent'?: string | null;
          'first_name'?: string | null;
          'id'?: string;
          'last_name'?: string | null;
          'locale'?: string | null;
          'matched_by'?: string | null;
          'phone'?: string | null;
          'redacted_at'?: string | null;
          'seen_at'?: (string)[];
          'shop_id': string;
          'shopify_created_at'?: string | null;
          'shopify_group'?: string | null;
          'shopify_id': number;
          'shopify_updated_at'?: string | null;
          'sms_consent'?: string | null;
          'timezone'?: string | null;
          'told_at'?: (string)[];
          'updated_at'?: string;
          'user_id'?: string | null;
        };
        Update: {
          'created_at'?: string;
          'deleted_at'?: string | null;
          'email'?: string | null;
          'email_consent'?: string | null;
          'first_name'?: string | null;
          'id'?: string;
          'last_name'?: string | null;
          'locale'?: string | null;
          'matched_by'?: string | null;
          'phone'?: string | null;
          'redacted_at'?: string | null;
          'seen_at'?: (string)[];
          'shop_id'?: string;
          'shopify_created_at'?: string | null;
          'shopify_group'?: string | null;
          'shopify_id'?: number;
          'shopify_updated_at'?: string | null;
          'sms_consent'?: string | null;
          'timezone'?: string | null;
          'told_at'?: (string)[];
          'updated_at'?: string;
          'user_id'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'customers_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'customers_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'document_chunks': {
        Row: {
          'acl': (string)[];
          'content': string;
          'created_at': string;
          'document_id': string;
          'end_offset': number;
          'gym_id': string | null;
          'heading': string | null;
          'id': string;
          'position': number;
          'search_vector': unknown;
          'start_offset': number;
          'token_count': number;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'acl': (string)[];
          'content': string;
          'created_at'?: string;
          'document_id': string;
          'end_offset': number;
          'gym_id'?: string | null;
          'heading'?: string | null;
          'id'?: string;
          'position': number;
          'search_vector': unknown;
          'start_offset': number;
          'token_count': number;
          'user_id': string;
        };
        Update: {
          'acl'?: (string)[];
          'content'?: string;
          'created_at'?: string;
          'document_id'?: string;
          'end_offset'?: number;
          'gym_id'?: string | null;
          'heading'?: string | null;
          'id'?: string;
          'position'?: number;
          'search_vector'?: unknown;
          'start_offset'?: number;
          'token_count'?: number;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'document_chunks_document_id_documents_id_fk';
            columns: ['document_id'];
            isOneToOne: false;
            referencedRelation: 'documents';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'document_chunks_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'document_chunks_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'documents': {
        Row: {
          'content_hash': string | null;
          'created_at': string;
          'error': string | null;
          'file_path': string;
          'file_size': number;
          'file_type': string;
          'filename': string;
          'gym_id': string | null;
          'id': string;
          'processing_done': number;
          'processing_status': string;
          'processing_total': number | null;
          'title': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'content_hash'?: string | null;
          'created_at'?: string;
          'error'?: string | null;
          'file_path'?: never;
          'file_size': number;
          'file_type': string;
          'filename': string;
          'gym_id'?: string | null;
          'id'?: string;
          'processing_done'?: number;
          'processing_status'?: string;
          'processing_total'?: number | null;
          'title': string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'content_hash'?: string | null;
          'created_at'?: string;
          'error'?: string | null;
          'file_path'?: never;
          'file_size'?: number;
          'file_type'?: string;
          'filename'?: string;
          'gym_id'?: string | null;
          'id'?: string;
          'processing_done'?: number;
          'processing_status'?: string;
          'processing_total'?: number | null;
          'title'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'documents_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'documents_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'dry_run_customers': {
        Row: {
          'at': string | null;
          'customer_id': string;
          'dry_run_id': string;
          'outcome': string;
          'reason': string;
          'shop_id': string;
        };
        ComputedFields: never;
        Insert: {
          'at'?: string | null;
          'customer_id': string;
          'dry_run_id': string;
          'outcome': string;
          'reason': string;
          'shop_id': string;
        };
        Update: {
          'at'?: string | null;
          'customer_id'?: string;
          'dry_run_id'?: string;
          'outcome'?: string;
          'reason'?: string;
          'shop_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'dry_run_customers_customer_fkey';
            columns: ['shop_id', 'customer_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['shop_id', 'id'];
          },
          {
            foreignKeyName: 'dry_run_customers_dry_run_fkey';
            columns: ['dry_run_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'dry_runs';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'dry_runs': {
        Row: {
          'as_of': string | null;
          'automation_id': string;
          'created_at': string;
          'error': string | null;
          'id': string;
          'of': string;
          'plan': Json | null;
          'shop_id': string;
          'state': string;
          'totals': Json | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'as_of'?: string | null;
          'automation_id': string;
          'created_at'?: string;
          'error'?: string | null;
          'id'?: string;
          'of': string;
          'plan'?: Json | null;
          'shop_id': string;
          'state'?: string;
          'totals'?: Json | null;
          'updated_at'?: string;
        };
        Update: {
          'as_of'?: string | null;
          'automation_id'?: string;
          'created_at'?: string;
          'error'?: string | null;
          'id'?: string;
          'of'?: string;
          'plan'?: Json | null;
          'shop_id'?: string;
          'state'?: string;
          'totals'?: Json | null;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'dry_runs_automation_fkey';
            columns: ['automation_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'automations';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'dues_accounts': {
        Row: {
          'changes_on': string | null;
          'created_at': string;
          'currency': string;
          'ended_at': string | null;
          'ends_on': string | null;
          'gym_id': string;
          'id': string;
          'kind': string;
          'overdue_since': string | null;
          'payer_id': string;
          'person_price': number | null;
          'plan_id': string;
          'price': number;
          'punches': number | null;
          'starts_on': string;
          'state': string;
          'updated_at': string;
          'valid_days': number | null;
        };
        ComputedFields: never;
        Insert: {
          'changes_on'?: string | null;
          'created_at'?: string;
          'currency': string;
          'ended_at'?: string | null;
          'ends_on'?: string | null;
          'gym_id': string;
          'id'?: string;
          'kind': string;
          'overdue_since'?: string | null;
          'payer_id': string;
          'person_price'?: number | null;
          'plan_id': string;
          'price': number;
          'punches'?: number | null;
          'starts_on': string;
          'state'?: string;
          'updated_at'?: string;
          'valid_days'?: number | null;
        };
        Update: {
          'changes_on'?: string | null;
          'created_at'?: string;
          'currency'?: string;
          'ended_at'?: string | null;
          'ends_on'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'kind'?: string;
          'overdue_since'?: string | null;
          'payer_id'?: string;
          'person_price'?: number | null;
          'plan_id'?: string;
          'price'?: number;
          'punches'?: number | null;
          'starts_on'?: string;
          'state'?: string;
          'updated_at'?: string;
          'valid_days'?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: 'dues_accounts_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'dues_accounts_payer_id_users_id_fk';
            columns: ['payer_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'dues_accounts_plan_id_gym_id_fkey';
            columns: ['plan_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'dues_plans';
            referencedColumns: ['id', 'gym_id'];
          },
        ];
      };
      'dues_coverage': {
        Row: {
          'account_id': string;
          'covered_from': string;
          'covered_until': string | null;
          'created_at': string;
          'gym_id': string;
          'id': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'account_id': string;
          'covered_from': string;
          'covered_until'?: string | null;
          'created_at'?: string;
          'gym_id': string;
          'id'?: string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'account_id'?: string;
          'covered_from'?: string;
          'covered_until'?: string | null;
          'created_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'dues_coverage_account_id_gym_id_fkey';
            columns: ['account_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'dues_accounts';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'dues_coverage_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'dues_freezes': {
        Row: {
          'account_id': string;
          'created_at': string;
          'ends_on': string;
          'gym_id': string;
          'id': string;
          'noted_by': string | null;
          'starts_on': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'account_id': string;
          'created_at'?: string;
          'ends_on': string;
          'gym_id': string;
          'id'?: string;
          'noted_by'?: string | null;
          'starts_on': string;
          'updated_at'?: string;
        };
        Update: {
          'account_id'?: string;
          'created_at'?: string;
          'ends_on'?: string;
          'gym_id'?: string;
          'id'?: string;
          'noted_by'?: string | null;
          'starts_on'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'dues_freezes_account_id_gym_id_fkey';
            columns: ['account_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'dues_accounts';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'dues_freezes_noted_by_users_id_fk';
            columns: ['noted_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'dues_payments': {
        Row: {
          'account_id': string;
          'amount': number;
          'created_at': string;
          'gym_id': string;
          'id': string;
          'method': string;
          'noted_by': string | null;
          'received_on': string;
          'units': number;
          'void_reason': string | null;
          'voided_at': string | null;
          'voided_by': string | null;
        };
        ComputedFields: never;
        Insert: {
          'account_id': string;
          'amount': number;
          'created_at'?: string;
          'gym_id': string;
          'id'?: string;
          'method': string;
          'noted_by'?: string | null;
          'received_on': string;
          'units': number;
          'void_reason'?: string | null;
          'voided_at'?: string | null;
          'voided_by'?: string | null;
        };
        Update: {
          'account_id'?: string;
          'amount'?: number;
          'created_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'method'?: string;
          'noted_by'?: string | null;
          'received_on'?: string;
          'units'?: number;
          'void_reason'?: string | null;
          'voided_at'?: string | null;
          'voided_by'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'dues_payments_account_id_gym_id_fkey';
            columns: ['account_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'dues_accounts';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'dues_payments_noted_by_users_id_fk';
            columns: ['noted_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'dues_payments_voided_by_users_id_fk';
            columns: ['voided_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'dues_plans': {
        Row: {
          'archived_at': string | null;
          'created_at': string;
          'currency': string;
          'gym_id': string;
          'id': string;
          'kind': string;
          'name': string;
          'person_price': number | null;
          'price': number;
          'punches': number | null;
          'updated_at': string;
          'valid_days': number | null;
        };
        ComputedFields: never;
        Insert: {
          'archived_at'?: string | null;
          'created_at'?: string;
          'currency': string;
          'gym_id': string;
          'id'?: string;
          'kind': string;
          'name': string;
          'person_price'?: number | null;
          'price': number;
          'punches'?: number | null;
          'updated_at'?: string;
          'valid_days'?: number | null;
        };
        Update: {
          'archived_at'?: string | null;
          'created_at'?: string;
          'currency'?: string;
          'gym_id'?: string;
          'id'?: string;
          'kind'?: string;
          'name'?: string;
          'person_price'?: number | null;
          'price'?: number;
          'punches'?: number | null;
          'updated_at'?: string;
          'valid_days'?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: 'dues_plans_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
        ];
      };
      'emergency_contacts': {
        Row: {
          'created_at': string;
          'id': string;
          'name': string;
          'notes': string | null;
          'phone': string;
          'relation': string | null;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'id'?: string;
          'name': string;
          'notes'?: string | null;
          'phone': string;
          'relation'?: string | null;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'created_at'?: string;
          'id'?: string;
          'name'?: string;
          'notes'?: string | null;
          'phone'?: string;
          'relation'?: string | null;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'emergency_contacts_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'front_desk_events': {
        Row: {
          'class_id': string;
          'created_at': string;
          'front_desk_id': string;
          'gym_id': string;
          'id': string;
          'method': string;
          'outcome': string;
          'reason': string | null;
          'user_id': string | null;
        };
        ComputedFields: never;
        Insert: {
          'class_id': string;
          'created_at'?: string;
          'front_desk_id': string;
          'gym_id': string;
          'id'?: string;
          'method': string;
          'outcome': string;
          'reason'?: string | null;
          'user_id'?: string | null;
        };
        Update: {
          'class_id'?: string;
          'created_at'?: string;
          'front_desk_id'?: string;
          'gym_id'?: string;
          'id'?: string;
          'method'?: string;
          'outcome'?: string;
          'reason'?: string | null;
          'user_id'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'front_desk_events_class_id_classes_id_fk';
            columns: ['class_id'];
            isOneToOne: false;
            referencedRelation: 'classes';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'front_desk_events_front_desk_id_front_desks_id_fk';
            columns: ['front_desk_id'];
            isOneToOne: false;
            referencedRelation: 'front_desks';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'front_desk_events_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'front_desk_events_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'front_desks': {
        Row: {
          'created_at': string;
          'created_by': string | null;
          'gym_id': string;
          'id': string;
          'last_seen_at': string | null;
          'name': string;
          'revoked_at': string | null;
          'token_hash': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'created_by'?: string | null;
          'gym_id': string;
          'id'?: string;
          'last_seen_at'?: string | null;
          'name': string;
          'revoked_at'?: string | null;
          'token_hash': string;
          'updated_at'?: string;
        };
        Update: {
          'created_at'?: string;
          'created_by'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'last_seen_at'?: string | null;
          'name'?: string;
          'revoked_at'?: string | null;
          'token_hash'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'front_desks_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'front_desks_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
        ];
      };
      'grading_events': {
        Row: {
          'created_at': string;
          'created_by': string | null;
          'gym_id': string;
          'held_on': string;
          'id': string;
          'modality': string;
          'name': string | null;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'created_by'?: string | null;
          'gym_id': string;
          'held_on': string;
          'id'?: string;
          'modality': string;
          'name'?: string | null;
        };
        Update: {
          'created_at'?: string;
          'created_by'?: string | null;
          'gym_id'?: string;
          'held_on'?: string;
          'id'?: string;
          'modality'?: string;
          'name'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'grading_events_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'grading_events_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
        ];
      };
      'graduations': {
        Row: {
          'awarded_by': string | null;
          'awarded_on': string;
          'belt': string;
          'created_at': string;
          'degree': number;
          'event_id': string | null;
          'gym_id': string;
          'id': string;
          'legacy_id': number | null;
          'modality': string;
          'override_reason': string | null;
          'registered_on': string;
          'user_id': string;
          'void_reason': string | null;
          'voids': string | null;
        };
        ComputedFields: never;
        Insert: {
          'awarded_by'?: string | null;
          'awarded_on': string;
          'belt': string;
          'created_at'?: string;
          'degree'?: number;
          'event_id'?: string | null;
          'gym_id': string;
          'id'?: string;
          'legacy_id'?: number | null;
          'modality': string;
          'override_reason'?: string | null;
          'registered_on': string;
          'user_id': string;
          'void_reason'?: string | null;
          'voids'?: string | null;
        };
        Update: {
          'awarded_by'?: string | null;
          'awarded_on'?: string;
          'belt'?: string;
          'created_at'?: string;
          'degree'?: number;
          'event_id'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'legacy_id'?: number | null;
          'modality'?: string;
          'override_reason'?: string | null;
          'registered_on'?: string;
          'user_id'?: string;
          'void_reason'?: string | null;
          'voids'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'graduations_awarded_by_users_id_fk';
            columns: ['awarded_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'graduations_event_id_fkey';
            columns: ['event_id', 'gym_id', 'modality', 'awarded_on'];
            isOneToOne: false;
            referencedRelation: 'grading_events';
            referencedColumns: ['id', 'gym_id', 'modality', 'held_on'];
          },
          {
            foreignKeyName: 'graduations_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'graduations_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'graduations_voids_fkey';
            columns: ['voids', 'user_id', 'gym_id', 'modality'];
            isOneToOne: false;
            referencedRelation: 'graduations';
            referencedColumns: ['id', 'user_id', 'gym_id', 'modality'];
          },
        ];
      };
      'guardianships': {
        Row: {
          'created_at': string;
          'created_by': string | null;
          'dependent_id': string;
          'ended_at': string | null;
          'guardian_id': string;
          'id': string;
          'relation': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'created_by'?: string | null;
          'dependent_id': string;
          'ended_at'?: string | null;
          'guardian_id': string;
          'id'?: string;
          'relation': string;
          'updated_at'?: string;
        };
        Update: {
          'created_at'?: string;
          'created_by'?: string | null;
          'dependent_id'?: string;
          'ended_at'?: string | null;
          'guardian_id'?: string;
          'id'?: string;
          'relation'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'guardianships_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'guardianships_dependent_id_users_id_fk';
            columns: ['dependent_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'guardianships_guardian_id_users_id_fk';
            columns: ['guardian_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'gym_closings': {
        Row: {
          'asked_by': string | null;
          'closed_at': string | null;
          'created_at': string;
          'emptied_at': string | null;
          'erased_at': string | null;
          'erases_at': string;
          'gym_id': string;
          'id': string;
          'state': string;
          'undone_by': string | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'asked_by'?: string | null;
          'closed_at'?: string | null;
          'created_at'?: string;
          'emptied_at'?: string | null;
          'erased_at'?: string | null;
          'erases_at': string;
          'gym_id': string;
          'id'?: string;
          'state'?: string;
          'undone_by'?: string | null;
          'updated_at'?: string;
        };
        Update: {
          'asked_by'?: string | null;
          'closed_at'?: string | null;
          'created_at'?: string;
          'emptied_at'?: string | null;
          'erased_at'?: string | null;
          'erases_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'state'?: string;
          'undone_by'?: string | null;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'gym_closings_asked_by_users_id_fk';
            columns: ['asked_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'gym_closings_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'gym_closings_undone_by_users_id_fk';
            columns: ['undone_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'gyms': {
        Row: {
          'address': string | null;
          'closed_at': string | null;
          'created_at': string;
          'dues': string;
          'dues_grace_days': number;
          'id': string;
          'legacy_id': number | null;
          'logo': string | null;
          'manager_id': string | null;
          'name': string;
          'since': string | null;
          'timezone': string;
          'updated_at': string;
          'waitlist': string;
        };
        ComputedFields: never;
        Insert: {
          'address'?: string | null;
          'closed_at'?: string | null;
          'created_at'?: string;
          'dues'?: string;
          'dues_grace_days'?: number;
          'id'?: string;
          'legacy_id'?: number | null;
          'logo'?: string | null;
          'manager_id'?: string | null;
          'name': string;
          'since'?: string | null;
          'timezone'?: string;
          'updated_at'?: string;
          'waitlist'?: string;
        };
        Update: {
          'address'?: string | null;
          'closed_at'?: string | null;
          'created_at'?: string;
          'dues'?: string;
          'dues_grace_days'?: number;
          'id'?: string;
          'legacy_id'?: number | null;
          'logo'?: string | null;
          'manager_id'?: string | null;
          'name'?: string;
          'since'?: string | null;
          'timezone'?: string;
          'updated_at'?: string;
          'waitlist'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'gyms_manager_id_users_id_fk';
            columns: ['manager_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'invitations': {
        Row: {
          'accepted_at': string | null;
          'accepted_by': string | null;
          'created_at': string;
          'created_by': string | null;
          'email': string;
          'expires_at': string;
          'gym_id': string;
          'id': string;
          'relation': string | null;
          'revoked_at': string | null;
          'role': string | null;
          'token_hash': string;
          'updated_at': string;
          'user_id': string | null;
        };
        ComputedFields: never;
        Insert: {
          'accepted_at'?: string | null;
          'accepted_by'?: string | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'email': string;
          'expires_at': string;
          'gym_id': string;
          'id'?: string;
          'relation'?: string | null;
          'revoked_at'?: string | null;
          'role'?: string | null;
          'token_hash': string;
          'updated_at'?: string;
          'user_id'?: string | null;
        };
        Update: {
          'accepted_at'?: string | null;
          'accepted_by'?: string | null;
          'created_at'?: string;
          'created_by'?: string | null;
          'email'?: string;
          'expires_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'relation'?: string | null;
          'revoked_at'?: string | null;
          'role'?: string | null;
          'token_hash'?: string;
          'updated_at'?: string;
          'user_id'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'invitations_accepted_by_users_id_fk';
            columns: ['accepted_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invitations_created_by_users_id_fk';
            columns: ['created_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invitations_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invitations_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'mailing_settings': {
        Row: {
          'cap_days': number;
          'cap_messages': number;
          'created_at': string;
          'postal_address': string | null;
          'reply_to': string | null;
          'shop_id': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'cap_days'?: number;
          'cap_messages'?: number;
          'created_at'?: string;
          'postal_address'?: string | null;
          'reply_to'?: string | null;
          'shop_id': string;
          'updated_at'?: string;
        };
        Update: {
          'cap_days'?: number;
          'cap_messages'?: number;
          'created_at'?: string;
          'postal_address'?: string | null;
          'reply_to'?: string | null;
          'shop_id'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'mailing_settings_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: true;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'membership_periods': {
        Row: {
          'began_at': string;
          'created_at': string;
          'ended_at': string | null;
          'gym_id': string;
          'id': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'began_at': string;
          'created_at'?: string;
          'ended_at'?: string | null;
          'gym_id': string;
          'id'?: string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'began_at'?: string;
          'created_at'?: string;
          'ended_at'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'membership_periods_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'membership_periods_membership_fkey';
            columns: ['user_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'memberships';
            referencedColumns: ['user_id', 'gym_id'];
          },
          {
            foreignKeyName: 'membership_periods_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'memberships': {
        Row: {
          'approved_at': string | null;
          'created_at': string;
          'decided_by': string | null;
          'denied_at': string | null;
          'external_ref': string | null;
          'gym_id': string;
          'id': string;
          'in_effect': boolean;
          'left_at': string | null;
          'legacy_id': number | null;
          'role': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'approved_at'?: string | null;
          'created_at'?: string;
          'decided_by'?: string | null;
          'denied_at'?: string | null;
          'external_ref'?: string | null;
          'gym_id': string;
          'id'?: string;
          'in_effect'?: never;
          'left_at'?: string | null;
          'legacy_id'?: number | null;
          'role'?: string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'approved_at'?: string | null;
          'created_at'?: string;
          'decided_by'?: string | null;
          'denied_at'?: string | null;
          'external_ref'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'in_effect'?: never;
          'left_at'?: string | null;
          'legacy_id'?: number | null;
          'role'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'memberships_decided_by_users_id_fk';
            columns: ['decided_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'memberships_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'memberships_role_roles_id_fk';
            columns: ['role'];
            isOneToOne: false;
            referencedRelation: 'roles';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'memberships_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'message_logs': {
        Row: {
          'address': string | null;
          'attempts': number;
          'automation_id': string;
          'channel': Database['public']['Enums']['message_channel'];
          'claim': string | null;
          'claimed_until': string | null;
          'created_at': string;
          'customer_id': string;
          'dedupe_key': string;
          'details': NonNullable<Json>;
          'error': string | null;
          'id': string;
          'node': number;
          'planned_for': string;
          'provider_message_id': string | null;
          'reason': string | null;
          'scheduled_for': string;
          'sent_at': string | null;
          'shop_id': string;
          'status': Database['public']['Enums']['message_status'];
          'updated_at': string;
          'version_id': string;
        };
        ComputedFields: never;
        Insert: {
          'address'?: string | null;
          'attempts'?: number;
          'automation_id': string;
          'channel': Database['public']['Enums']['message_channel'];
          'claim'?: string | null;
          'claimed_until'?: string | null;
          'created_at'?: string;
          'customer_id': string;
          'dedupe_key': string;
          'details'?: NonNullable<Json>;
          'error'?: string | null;
          'id'?: string;
          'node': number;
          'planned_for': string;
          'provider_message_id'?: string | null;
          'reason'?: string | null;
          'scheduled_for': string;
          'sent_at'?: string | null;
          'shop_id': string;
          'status': Database['public']['Enums']['message_status'];
          'updated_at'?: string;
          'version_id': string;
        };
        Update: {
          'address'?: string | null;
          'attempts'?: number;
          'automation_id'?: string;
          'channel'?: Database['public']['Enums']['message_channel'];
          'claim'?: string | null;
          'claimed_until'?: string | null;
          'created_at'?: string;
          'customer_id'?: string;
          'dedupe_key'?: string;
          'details'?: NonNullable<Json>;
          'error'?: string | null;
          'id'?: string;
          'node'?: number;
          'planned_for'?: string;
          'provider_message_id'?: string | null;
          'reason'?: string | null;
          'scheduled_for'?: string;
          'sent_at'?: string | null;
          'shop_id'?: string;
          'status'?: Database['public']['Enums']['message_status'];
          'updated_at'?: string;
          'version_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'message_logs_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
          {
            foreignKeyName: 'message_logs_version_fkey';
            columns: ['version_id', 'automation_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'automation_versions';
            referencedColumns: ['id', 'automation_id', 'shop_id'];
          },
        ];
      };
      'message_template_versions': {
        Row: {
          'channel': Database['public']['Enums']['message_channel'];
          'contents': NonNullable<Json>;
          'created_at': string;
          'default_locale': string;
          'fallbacks': NonNullable<Json>;
          'id': string;
          'number': number;
          'shop_id': string;
          'template_id': string;
          'variables': (string)[];
        };
        ComputedFields: never;
        Insert: {
          'channel': Database['public']['Enums']['message_channel'];
          'contents': NonNullable<Json>;
          'created_at'?: string;
          'default_locale': string;
          'fallbacks'?: NonNullable<Json>;
          'id'?: string;
          'number': number;
          'shop_id': string;
          'template_id': string;
          'variables': (string)[];
        };
        Update: {
          'channel'?: Database['public']['Enums']['message_channel'];
          'contents'?: NonNullable<Json>;
          'created_at'?: string;
          'default_locale'?: string;
          'fallbacks'?: NonNullable<Json>;
          'id'?: string;
          'number'?: number;
          'shop_id'?: string;
          'template_id'?: string;
          'variables'?: (string)[];
        };
        Relationships: [
          {
            foreignKeyName: 'message_template_versions_template_fkey';
            columns: ['template_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'message_templates';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'message_templates': {
        Row: {
          'archived_at': string | null;
          'channel': Database['public']['Enums']['message_channel'];
          'contents': NonNullable<Json>;
          'created_at': string;
          'default_locale': string;
          'fallbacks': NonNullable<Json>;
          'id': string;
          'name': string;
          'published_version': number | null;
          'shop_id': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'archived_at'?: string | null;
          'channel': Database['public']['Enums']['message_channel'];
          'contents': NonNullable<Json>;
          'created_at'?: string;
          'default_locale': string;
          'fallbacks'?: NonNullable<Json>;
          'id'?: string;
          'name': string;
          'published_version'?: number | null;
          'shop_id': string;
          'updated_at'?: string;
        };
        Update: {
          'archived_at'?: string | null;
          'channel'?: Database['public']['Enums']['message_channel'];
          'contents'?: NonNullable<Json>;
          'created_at'?: string;
          'default_locale'?: string;
          'fallbacks'?: NonNullable<Json>;
          'id'?: string;
          'name'?: string;
          'published_version'?: number | null;
          'shop_id'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'message_templates_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'notification_preferences': {
        Row: {
          'channel': string;
          'created_at': string;
          'enabled': boolean;
          'id': string;
          'kind': string;
          'quiet_from': string | null;
          'quiet_until': string | null;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'channel': string;
          'created_at'?: string;
          'enabled'?: boolean;
          'id'?: string;
          'kind': string;
          'quiet_from'?: string | null;
          'quiet_until'?: string | null;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'channel'?: string;
          'created_at'?: string;
          'enabled'?: boolean;
          'id'?: string;
          'kind'?: string;
          'quiet_from'?: string | null;
          'quiet_until'?: string | null;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'notification_preferences_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'notification_recipients': {
        Row: {
          'created_at': string;
          'gym_id': string;
          'notification_id': string;
          'user_id': string;
          'viewed_at': string | null;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'gym_id': string;
          'notification_id': string;
          'user_id': string;
          'viewed_at'?: string | null;
        };
        Update: {
          'created_at'?: string;
          'gym_id'?: string;
          'notification_id'?: string;
          'user_id'?: string;
          'viewed_at'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'notification_recipients_notification_id_gym_id_fkey';
            columns: ['gym_id', 'notification_id'];
            isOneToOne: false;
            referencedRelation: 'notifications';
            referencedColumns: ['gym_id', 'id'];
          },
          {
            foreignKeyName: 'notification_recipients_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'notifications': {
        Row: {
          'audience': NonNullable<Json>;
          'automatic': boolean;
          'channel': string;
          'content': string;
          'created_at': string;
          'failure': string | null;
          'gym_id': string;
          'id': string;
          'kind': string;
          'legacy_id': number | null;
          'recipients_count': number;
          'scheduled_for': string | null;
          'sent_at': string | null;
          'sent_by': string | null;
          'status': string;
          'title': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'audience': NonNullable<Json>;
          'automatic'?: boolean;
          'channel'?: string;
          'content': string;
          'created_at'?: string;
          'failure'?: string | null;
          'gym_id': string;
          'id'?: string;
          'kind'?: string;
          'legacy_id'?: number | null;
          'recipients_count'?: number;
          'scheduled_for'?: string | null;
          'sent_at'?: string | null;
          'sent_by'?: string | null;
          'status'?: string;
          'title': string;
          'updated_at'?: string;
        };
        Update: {
          'audience'?: NonNullable<Json>;
          'automatic'?: boolean;
          'channel'?: string;
          'content'?: string;
          'created_at'?: string;
          'failure'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'kind'?: string;
          'legacy_id'?: number | null;
          'recipients_count'?: number;
          'scheduled_for'?: string | null;
          'sent_at'?: string | null;
          'sent_by'?: string | null;
          'status'?: string;
          'title'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'notifications_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'notifications_sent_by_users_id_fk';
            columns: ['sent_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'order_differences': {
        Row: {
          'kind': string;
          'ours': Json | null;
          'reconciliation_id': string;
          'shop_id': string;
          'shopify_id': number;
          'theirs': Json | null;
        };
        ComputedFields: never;
        Insert: {
          'kind': string;
          'ours'?: Json | null;
          'reconciliation_id': string;
          'shop_id': string;
          'shopify_id': number;
          'theirs'?: Json | null;
        };
        Update: {
          'kind'?: string;
          'ours'?: Json | null;
          'reconciliation_id'?: string;
          'shop_id'?: string;
          'shopify_id'?: number;
          'theirs'?: Json | null;
        };
        Relationships: [
          {
            foreignKeyName: 'order_differences_reconciliation_fkey';
            columns: ['reconciliation_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'reconciliations';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'orders': {
        Row: {
          'cancelled_at': string | null;
          'created_at': string;
          'currency': string;
          'customer_id': string | null;
          'deleted_at': string | null;
          'financial_status': Database['public']['Enums']['financial_status'];
          'id': string;
          'observed_at': string | null;
          'order_number': string;
          'placed_at': string;
          'refunded': number;
          'shop_id': string;
          'shopify_id': number;
          'shopify_updated_at': string;
          'total_price': number;
          'updated_at': string;
          'value': number | null;
        };
        ComputedFields: never;
        Insert: {
          'cancelled_at'?: string | null;
          'created_at'?: string;
          'currency': string;
          'customer_id'?: string | null;
          'deleted_at'?: string | null;
          'financial_status': Database['public']['Enums']['financial_status'];
          'id'?: string;
          'observed_at'?: string | null;
          'order_number': string;
          'placed_at': string;
          'refunded'?: number;
          'shop_id': string;
          'shopify_id': number;
          'shopify_updated_at': string;
          'total_price': number;
          'updated_at'?: string;
          'value'?: never;
        };
        Update: {
          'cancelled_at'?: string | null;
          'created_at'?: string;
          'currency'?: string;
          'customer_id'?: string | null;
          'deleted_at'?: string | null;
          'financial_status'?: Database['public']['Enums']['financial_status'];
          'id'?: string;
          'observed_at'?: string | null;
          'order_number'?: string;
          'placed_at'?: string;
          'refunded'?: number;
          'shop_id'?: string;
          'shopify_id'?: number;
          'shopify_updated_at'?: string;
          'total_price'?: number;
          'updated_at'?: string;
          'value'?: never;
        };
        Relationships: [
          {
            foreignKeyName: 'orders_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
          {
            foreignKeyName: 'orders_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'post_edits': {
        Row: {
          'author_id': string;
          'body': string;
          'comment_id': string | null;
          'created_at': string;
          'gym_id': string;
          'id': string;
          'post_id': string | null;
          'title': string | null;
        };
        ComputedFields: never;
        Insert: {
          'author_id': string;
          'body': string;
          'comment_id'?: string | null;
          'created_at'?: string;
          'gym_id': string;
          'id'?: string;
          'post_id'?: string | null;
          'title'?: string | null;
        };
        Update: {
          'author_id'?: string;
          'body'?: string;
          'comment_id'?: string | null;
          'created_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'post_id'?: string | null;
          'title'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'post_edits_author_id_users_id_fk';
            columns: ['author_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'post_edits_comment_id_comments_id_fk';
            columns: ['comment_id'];
            isOneToOne: false;
            referencedRelation: 'comments';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'post_edits_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'post_edits_post_id_posts_id_fk';
            columns: ['post_id'];
            isOneToOne: false;
            referencedRelation: 'posts';
            referencedColumns: ['id'];
          },
        ];
      };
      'post_reactions': {
        Row: {
          'created_at': string;
          'gym_id': string;
          'id': string;
          'kind': string;
          'post_id': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'gym_id': string;
          'id'?: string;
          'kind': string;
          'post_id': string;
          'user_id': string;
        };
        Update: {
          'created_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'kind'?: string;
          'post_id'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'post_reactions_post_id_gym_id_fkey';
            columns: ['post_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'posts';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'post_reactions_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'post_reports': {
        Row: {
          'comment_id': string | null;
          'created_at': string;
          'decided_at': string | null;
          'decided_by': string | null;
          'gym_id': string;
          'id': string;
          'post_id': string;
          'reason': string;
          'reporter_id': string;
          'state': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'comment_id'?: string | null;
          'created_at'?: string;
          'decided_at'?: string | null;
          'decided_by'?: string | null;
          'gym_id': string;
          'id'?: string;
          'post_id': string;
          'reason': string;
          'reporter_id': string;
          'state'?: string;
          'updated_at'?: string;
        };
        Update: {
          'comment_id'?: string | null;
          'created_at'?: string;
          'decided_at'?: string | null;
          'decided_by'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'post_id'?: string;
          'reason'?: string;
          'reporter_id'?: string;
          'state'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'post_reports_comment_id_post_id_fkey';
            columns: ['comment_id', 'post_id'];
            isOneToOne: false;
            referencedRelation: 'comments';
            referencedColumns: ['id', 'post_id'];
          },
          {
            foreignKeyName: 'post_reports_decided_by_users_id_fk';
            columns: ['decided_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'post_reports_post_id_gym_id_fkey';
            columns: ['post_id', 'gym_id'];
            isOneToOne: false;
            referencedRelation: 'posts';
            referencedColumns: ['id', 'gym_id'];
          },
          {
            foreignKeyName: 'post_reports_reporter_id_users_id_fk';
            columns: ['reporter_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'post_stats': {
        Row: {
          'comments': number;
          'gym_id': string;
          'post_id': string;
          'reactions': NonNullable<Json>;
        };
        ComputedFields: never;
        Insert: {
          'comments'?: number;
          'gym_id': string;
          'post_id': string;
          'reactions'?: NonNullable<Json>;
        };
        Update: {
          'comments'?: number;
          'gym_id'?: string;
          'post_id'?: string;
          'reactions'?: NonNullable<Json>;
        };
        Relationships: [
          {
            foreignKeyName: 'post_stats_post_id_gym_id_fkey';
            columns: ['gym_id', 'post_id'];
            isOneToOne: false;
            referencedRelation: 'posts';
            referencedColumns: ['gym_id', 'id'];
          },
        ];
      };
      'posts': {
        Row: {
          'audience': (string)[];
          'author_id': string;
          'body': string;
          'created_at': string;
          'deleted_at': string | null;
          'edited_at': string | null;
          'gym_id': string;
          'id': string;
          'language': string;
          'published_at': string | null;
          'removed_at': string | null;
          'removed_by': string | null;
          'removed_reason': string | null;
          'search_vector': unknown;
          'title': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'audience'?: never;
          'author_id': string;
          'body': string;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'edited_at'?: string | null;
          'gym_id': string;
          'id'?: string;
          'language': string;
          'published_at'?: string | null;
          'removed_at'?: string | null;
          'removed_by'?: string | null;
          'removed_reason'?: string | null;
          'search_vector'?: unknown;
          'title': string;
          'updated_at'?: string;
        };
        Update: {
          'audience'?: never;
          'author_id'?: string;
          'body'?: string;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'edited_at'?: string | null;
          'gym_id'?: string;
          'id'?: string;
          'language'?: string;
          'published_at'?: string | null;
          'removed_at'?: string | null;
          'removed_by'?: string | null;
          'removed_reason'?: string | null;
          'search_vector'?: unknown;
          'title'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'posts_author_id_users_id_fk';
            columns: ['author_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'posts_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'posts_removed_by_users_id_fk';
            columns: ['removed_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'privacy_requests': {
        Row: {
          'created_at': string;
          'customer_shopify_id': number | null;
          'data': Json | null;
          'done_at': string | null;
          'due_at': string;
          'id': string;
          'kind': string;
          'shop_id': string;
          'shopify_id': number | null;
          'status': string;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'customer_shopify_id'?: number | null;
          'data'?: Json | null;
          'done_at'?: string | null;
          'due_at'?: string;
          'id'?: string;
          'kind': string;
          'shop_id': string;
          'shopify_id'?: number | null;
          'status'?: string;
          'updated_at'?: string;
        };
        Update: {
          'created_at'?: string;
          'customer_shopify_id'?: number | null;
          'data'?: Json | null;
          'done_at'?: string | null;
          'due_at'?: string;
          'id'?: string;
          'kind'?: string;
          'shop_id'?: string;
          'shopify_id'?: number | null;
          'status'?: string;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'privacy_requests_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'push_tokens': {
        Row: {
          'created_at': string;
          'id': string;
          'last_seen_at': string;
          'platform': string | null;
          'token': string;
          'updated_at': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'id'?: string;
          'last_seen_at'?: string;
          'platform'?: string | null;
          'token': string;
          'updated_at'?: string;
          'user_id': string;
        };
        Update: {
          'created_at'?: string;
          'id'?: string;
          'last_seen_at'?: string;
          'platform'?: string | null;
          'token'?: string;
          'updated_at'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'push_tokens_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'rank_rules': {
        Row: {
          'alternative': number;
          'article': string | null;
          'belt': string;
          'belts': (string)[] | null;
          'belts_degree': number | null;
          'condition': string;
          'degree': number;
          'position': number;
          'registered_from_age': number | null;
          'registered_until_age': number | null;
          'requirement': string;
          'since': string | null;
          'system_id': string;
          'threshold': number | null;
          'title': string | null;
        };
        ComputedFields: never;
        Insert: {
          'alternative'?: number;
          'article'?: string | null;
          'belt': string;
          'belts'?: (string)[] | null;
          'belts_degree'?: number | null;
          'condition': string;
          'degree': number;
          'position': number;
          'registered_from_age'?: number | null;
          'registered_until_age'?: number | null;
          'requirement': string;
          'since'?: string | null;
          'system_id': string;
          'threshold'?: number | null;
          'title'?: string | null;
        };
        Update: {
          'alternative'?: number;
          'article'?: string | null;
          'belt'?: string;
          'belts'?: (string)[] | null;
          'belts_degree'?: number | null;
          'condition'?: string;
          'degree'?: number;
          'position'?: number;
          'registered_from_age'?: number | null;
          'registered_until_age'?: number | null;
          'requirement'?: string;
          'since'?: string | null;
          'system_id'?: string;
          'threshold'?: number | null;
          'title'?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'rank_rules_system_id_belt_fkey';
            columns: ['system_id', 'belt'];
            isOneToOne: false;
            referencedRelation: 'ranks';
            referencedColumns: ['system_id', 'belt'];
          },
        ];
      };
      'rank_systems': {
        Row: {
          'class_modalities': (string)[] | null;
          'created_at': string;
          'gym_id': string | null;
          'id': string;
          'modality': string;
          'name': string;
          'source': string | null;
          'valid_from': string;
          'version': string;
        };
        ComputedFields: never;
        Insert: {
          'class_modalities'?: (string)[] | null;
          'created_at'?: string;
          'gym_id'?: string | null;
          'id'?: string;
          'modality': string;
          'name': string;
          'source'?: string | null;
          'valid_from': string;
          'version': string;
        };
        Update: {
          'class_modalities'?: (string)[] | null;
          'created_at'?: string;
          'gym_id'?: string | null;
          'id'?: string;
          'modality'?: string;
          'name'?: string;
          'source'?: string | null;
          'valid_from'?: string;
          'version'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'rank_systems_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
        ];
      };
      'ranks': {
        Row: {
          'belt': string;
          'degrees': number;
          'first_degree': number;
          'group': string;
          'name': string;
          'position': number;
          'system_id': string;
        };
        ComputedFields: never;
        Insert: {
          'belt': string;
          'degrees'?: number;
          'first_degree'?: number;
          'group': string;
          'name': string;
          'position': number;
          'system_id': string;
        };
        Update: {
          'belt'?: string;
          'degrees'?: number;
          'first_degree'?: number;
          'group'?: string;
          'name'?: string;
          'position'?: number;
          'system_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'ranks_system_id_fkey';
            columns: ['system_id'];
            isOneToOne: false;
            referencedRelation: 'rank_systems';
            referencedColumns: ['id'];
          },
        ];
      };
      'reconciliations': {
        Row: {
          'compared': number;
          'created_at': string;
          'customers_ours': number | null;
          'customers_theirs': number | null;
          'differing': number;
          'ended_at': string | null;
          'error': string | null;
          'id': string;
          'missing': number;
          'only_ours': number;
          'orders_ours': number | null;
          'orders_theirs': number | null;
          'rejected': number;
          'shop_id': string;
          'state': string;
          'sum_ours': number;
          'sum_theirs': number;
          'truncated': boolean;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'compared'?: number;
          'created_at'?: string;
          'customers_ours'?: number | null;
          'customers_theirs'?: number | null;
          'differing'?: number;
          'ended_at'?: string | null;
          'error'?: string | null;
          'id'?: string;
          'missing'?: number;
          'only_ours'?: number;
          'orders_ours'?: number | null;
          'orders_theirs'?: number | null;
          'rejected'?: number;
          'shop_id': string;
          'state'?: string;
          'sum_ours'?: number;
          'sum_theirs'?: number;
          'truncated'?: boolean;
          'updated_at'?: string;
        };
        Update: {
          'compared'?: number;
          'created_at'?: string;
          'customers_ours'?: number | null;
          'customers_theirs'?: number | null;
          'differing'?: number;
          'ended_at'?: string | null;
          'error'?: string | null;
          'id'?: string;
          'missing'?: number;
          'only_ours'?: number;
          'orders_ours'?: number | null;
          'orders_theirs'?: number | null;
          'rejected'?: number;
          'shop_id'?: string;
          'state'?: string;
          'sum_ours'?: number;
          'sum_theirs'?: number;
          'truncated'?: boolean;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'reconciliations_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'refused_topics': {
        Row: {
          'created_at': string;
          'customer_id': string;
          'shop_id': string;
          'topic': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'customer_id': string;
          'shop_id': string;
          'topic': string;
        };
        Update: {
          'created_at'?: string;
          'customer_id'?: string;
          'shop_id'?: string;
          'topic'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'refused_topics_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'rfm_runs': {
        Row: {
          'as_of': string;
          'changed': number;
          'created_at': string;
          'currency': string;
          'customers': number;
          'frequency': (number)[];
          'id': string;
          'monetary': (number)[];
          'moved': number;
          'no_counted_order': number;
          'orders_in_other_currency': number;
          'other_currency': number;
          'recency': (number)[];
          'segment_order': string;
          'segments': NonNullable<Json>;
          'shop_id': string;
          'truncated': boolean;
        };
        ComputedFields: never;
        Insert: {
          'as_of': string;
          'changed': number;
          'created_at'?: string;
          'currency': string;
          'customers': number;
          'frequency': (number)[];
          'id'?: string;
          'monetary': (number)[];
          'moved': number;
          'no_counted_order': number;
          'orders_in_other_currency': number;
          'other_currency': number;
          'recency': (number)[];
          'segment_order': string;
          'segments': NonNullable<Json>;
          'shop_id': string;
          'truncated': boolean;
        };
        Update: {
          'as_of'?: string;
          'changed'?: number;
          'created_at'?: string;
          'currency'?: string;
          'customers'?: number;
          'frequency'?: (number)[];
          'id'?: string;
          'monetary'?: (number)[];
          'moved'?: number;
          'no_counted_order'?: number;
          'orders_in_other_currency'?: number;
          'other_currency'?: number;
          'recency'?: (number)[];
          'segment_order'?: string;
          'segments'?: NonNullable<Json>;
          'shop_id'?: string;
          'truncated'?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: 'rfm_runs_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'roles': {
        Row: {
          'created_at': string;
          'id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'id': string;
        };
        Update: {
          'created_at'?: string;
          'id'?: string;
        };
        Relationships: [];
      };
      'segment_changes': {
        Row: {
          'as_of': string;
          'created_at': string;
          'customer_id': string;
          'from': Database['public']['Enums']['customer_segment'] | null;
          'id': string;
          'rfm': number | null;
          'shop_id': string;
          'to': Database['public']['Enums']['customer_segment'] | null;
        };
        ComputedFields: never;
        Insert: {
          'as_of': string;
          'created_at'?: string;
          'customer_id': string;
          'from'?: Database['public']['Enums']['customer_segment'] | null;
          'id'?: string;
          'rfm'?: number | null;
          'shop_id': string;
          'to'?: Database['public']['Enums']['customer_segment'] | null;
        };
        Update: {
          'as_of'?: string;
          'created_at'?: string;
          'customer_id'?: string;
          'from'?: Database['public']['Enums']['customer_segment'] | null;
          'id'?: string;
          'rfm'?: number | null;
          'shop_id'?: string;
          'to'?: Database['public']['Enums']['customer_segment'] | null;
        };
        Relationships: [
          {
            foreignKeyName: 'segment_changes_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
        ];
      };
      'shops': {
        Row: {
          'created_at': string;
          'currency': string;
          'deleted_at': string | null;
          'domain': string;
          'gym_id': string;
          'id': string;
          'segment_order': string;
          'state': string;
          'timezone': string;
          'uninstalled_at': string | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'currency': string;
          'deleted_at'?: string | null;
          'domain': string;
          'gym_id': string;
          'id'?: string;
          'segment_order'?: string;
          'state': string;
          'timezone': string;
          'uninstalled_at'?: string | null;
          'updated_at'?: string;
        };
        Update: {
          'created_at'?: string;
          'currency'?: string;
          'deleted_at'?: string | null;
          'domain'?: string;
          'gym_id'?: string;
          'id'?: string;
          'segment_order'?: string;
          'state'?: string;
          'timezone'?: string;
          'uninstalled_at'?: string | null;
          'updated_at'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'shops_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
        ];
      };
      'suppressions': {
        Row: {
          'address': string | null;
          'created_at': string;
          'customer_id': string | null;
          'id': string;
          'reason': string;
          'shop_id': string;
          'since': string;
        };
        ComputedFields: never;
        Insert: {
          'address'?: string | null;
          'created_at'?: string;
          'customer_id'?: string | null;
          'id'?: string;
          'reason': string;
          'shop_id': string;
          'since': string;
        };
        Update: {
          'address'?: string | null;
          'created_at'?: string;
          'customer_id'?: string | null;
          'id'?: string;
          'reason'?: string;
          'shop_id'?: string;
          'since'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'suppressions_customer_fkey';
            columns: ['customer_id', 'shop_id'];
            isOneToOne: false;
            referencedRelation: 'customers';
            referencedColumns: ['id', 'shop_id'];
          },
          {
            foreignKeyName: 'suppressions_shop_id_shops_id_fk';
            columns: ['shop_id'];
            isOneToOne: false;
            referencedRelation: 'shops';
            referencedColumns: ['id'];
          },
        ];
      };
      'titles': {
        Row: {
          'belt': string;
          'created_at': string;
          'gym_id': string;
          'id': string;
          'modality': string;
          'recorded_by': string | null;
          'title': string;
          'user_id': string;
          'won_on': string;
        };
        ComputedFields: never;
        Insert: {
          'belt': string;
          'created_at'?: string;
          'gym_id': string;
          'id'?: string;
          'modality': string;
          'recorded_by'?: string | null;
          'title': string;
          'user_id': string;
          'won_on': string;
        };
        Update: {
          'belt'?: string;
          'created_at'?: string;
          'gym_id'?: string;
          'id'?: string;
          'modality'?: string;
          'recorded_by'?: string | null;
          'title'?: string;
          'user_id'?: string;
          'won_on'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'titles_gym_id_gyms_id_fk';
            columns: ['gym_id'];
            isOneToOne: false;
            referencedRelation: 'gyms';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'titles_recorded_by_users_id_fk';
            columns: ['recorded_by'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'titles_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'usage_events': {
        Row: {
          'created_at': string;
          'event_type': string;
          'id': string;
          'idempotency_key': string;
          'metadata': NonNullable<Json>;
          'quantity': number;
          'request_id': string | null;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'event_type': string;
          'id'?: string;
          'idempotency_key': string;
          'metadata'?: NonNullable<Json>;
          'quantity': number;
          'request_id'?: string | null;
          'user_id': string;
        };
        Update: {
          'created_at'?: string;
          'event_type'?: string;
          'id'?: string;
          'idempotency_key'?: string;
          'metadata'?: NonNullable<Json>;
          'quantity'?: number;
          'request_id'?: string | null;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'usage_events_request_id_agent_requests_id_fk';
            columns: ['request_id'];
            isOneToOne: false;
            referencedRelation: 'agent_requests';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'usage_events_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'user_profiles': {
        Row: {
          'created_at': string;
          'id': string;
          'plan': string;
          'stripe_customer_id': string | null;
          'stripe_subscription_id': string | null;
          'subscription_status': string;
          'updated_at': string;
          'usage_count': number;
          'usage_period_start': string;
          'user_id': string;
        };
        ComputedFields: never;
        Insert: {
          'created_at'?: string;
          'id'?: string;
          'plan'?: string;
          'stripe_customer_id'?: string | null;
          'stripe_subscription_id'?: string | null;
          'subscription_status'?: string;
          'updated_at'?: string;
          'usage_count'?: number;
          'usage_period_start'?: string;
          'user_id': string;
        };
        Update: {
          'created_at'?: string;
          'id'?: string;
          'plan'?: string;
          'stripe_customer_id'?: string | null;
          'stripe_subscription_id'?: string | null;
          'subscription_status'?: string;
          'updated_at'?: string;
          'usage_count'?: number;
          'usage_period_start'?: string;
          'user_id'?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'user_profiles_user_id_users_id_fk';
            columns: ['user_id'];
            isOneToOne: true;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      'users': {
        Row: {
          'birth_date': string | null;
          'birth_day': string | null;
          'created_at': string;
          'deleted_at': string | null;
          'email': string | null;
          'email_verified_at': string | null;
          'first_name': string | null;
          'gender': string | null;
          'id': string;
          'identity_updated_at': string | null;
          'image_url': string | null;
          'instagram': string | null;
          'last_name': string | null;
          'last_synced_at': string | null;
          'legacy_id': number | null;
          'migrated_at': string | null;
          'phone': string | null;
          'provider': string | null;
          'source': string;
          'subject': string | null;
          'timezone': string | null;
          'token_fields': (string)[];
          'token_issued_at': string | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'birth_date'?: string | null;
          'birth_day'?: never;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'email'?: string | null;
          'email_verified_at'?: string | null;
          'first_name'?: string | null;
          'gender'?: string | null;
          'id'?: string;
          'identity_updated_at'?: string | null;
          'image_url'?: string | null;
          'instagram'?: string | null;
          'last_name'?: string | null;
          'last_synced_at'?: string | null;
          'legacy_id'?: number | null;
          'migrated_at'?: string | null;
          'phone'?: string | null;
          'provider'?: string | null;
          'source': string;
          'subject'?: string | null;
          'timezone'?: string | null;
          'token_fields'?: (string)[];
          'token_issued_at'?: string | null;
          'updated_at'?: string;
        };
        Update: {
          'birth_date'?: string | null;
          'birth_day'?: never;
          'created_at'?: string;
          'deleted_at'?: string | null;
          'email'?: string | null;
          'email_verified_at'?: string | null;
          'first_name'?: string | null;
          'gender'?: string | null;
          'id'?: string;
          'identity_updated_at'?: string | null;
          'image_url'?: string | null;
          'instagram'?: string | null;
          'last_name'?: string | null;
          'last_synced_at'?: string | null;
          'legacy_id'?: number | null;
          'migrated_at'?: string | null;
          'phone'?: string | null;
          'provider'?: string | null;
          'source'?: string;
          'subject'?: string | null;
          'timezone'?: string | null;
          'token_fields'?: (string)[];
          'token_issued_at'?: string | null;
          'updated_at'?: string;
        };
        Relationships: [];
      };
      'versions': {
        Row: {
          'app_version': string;
          'created_at': string;
          'disabled_at': string | null;
          'id': string;
          'legacy_id': number | null;
          'updated_at': string;
        };
        ComputedFields: never;
        Insert: {
          'app_version': string;
          'created_at'?: string;
          'disabled_at'?: string | null;
          'id'?: string;
          'legacy_id'?: number | null;
          'updated_at'?: string;
        };
        Update: {
          'app_version'?: string;
          'created_at'?: string;
          'disabled_at'?: string | null;
          'id'?: string;
          'legacy_id'?: number | null;
          'updated_at'?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      'action_type': 'email' | 'push' | 'tag';
      'customer_segment':
        | 'champions'
        | 'loyal'
        | 'potential_loyalist'
        | 'new'
        | 'promising'
        | 'need_attention'
        | 'about_to_sleep'
        | 'at_risk'
        | 'cant_lose_them'
        | 'lost'
        | 'others';
      'financial_status':
        | 'pending'
        | 'authorized'
        | 'partially_paid'
        | 'paid'
        | 'partially_refunded'
        | 'refunded'
        | 'voided'
        | 'expired';
      'message_channel': 'email' | 'push';
      'message_status':
        | 'scheduled'
        | 'sending'
        | 'sent'
        | 'delivered'
        | 'bounced'
        | 'complained'
        | 'failed'
        | 'held_out'
        | 'refused'
        | 'cancelled';
      'trigger_type':
        | 'segment_changed'
        | 'order_placed'
        | 'first_purchase'
        | 'absent'
        | 'birthday'
        | 'graduated'
        | 'membership_approved';
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof (
      & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
      & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views']
    )
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals } ? (
    & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views']
  )[TableName] extends {
    Row: infer R;
  } ? R
  : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R;
    } ? R
    : never
  : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends
    {
      Insert: infer I;
    } ? I
  : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I;
    } ? I
    : never
  : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends
    {
      Update: infer U;
    } ? U
  : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U;
    } ? U
    : never
  : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema['Enums']
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
  : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][
    CompositeTypeName
  ]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
  : never;

export const Constants = {
  'public': {
    Enums: {
      'action_type': ['email', 'push', 'tag'],
      'customer_segment': [
        'champions',
        'loyal',
        'potential_loyalist',
        'new',
        'promising',
        'need_attention',
        'about_to_sleep',
        'at_risk',
        'cant_lose_them',
        'lost',
        'others',
      ],
      'financial_status': [
        'pending',
        'authorized',
        'partially_paid',
        'paid',
        'partially_refunded',
        'refunded',
        'voided',
        'expired',
      ],
      'message_channel': ['email', 'push'],
      'message_status': [
        'scheduled',
        'sending',
        'sent',
        'delivered',
        'bounced',
        'complained',
        'failed',
        'held_out',
        'refused',
        'cancelled',
      ],
      'trigger_type': [
        'segment_changed',
        'order_placed',
        'first_purchase',
        'absent',
        'birthday',
        'graduated',
        'membership_approved',
      ],
    },
  },
} as const;
