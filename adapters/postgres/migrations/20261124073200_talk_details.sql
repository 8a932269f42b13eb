-- What the annex's notes ask for and is chosen, not written (城镇/农村, 程度, 情绪 …): JSON, sealed; null: nothing
-- was chosen, as in every record from before.

alter table xueye.talk_record add column details text;

drop trigger sealed_only on xueye.talk_record;
create trigger sealed_only before update on xueye.talk_record
  for each row execute function xueye.refuse_but_sealing('family', 'contact', 'problems', 'assessment', 'details');
