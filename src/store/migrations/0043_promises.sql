-- Promises are looked through by what became of them, in order of their days or their sums, from among very many.

CREATE INDEX promises_by_day ON promises (workspace_id, state, by_day, id);
CREATE INDEX promises_by_sum ON promises (workspace_id, state, amount_minor, id);
-- What stands of "pay by … and we waive …" is rare among clauses.
CREATE INDEX clauses_offers ON clauses (workspace_id, recorded_at) WHERE body -> 'offer' IS NOT NULL;
