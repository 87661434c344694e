BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE claim_actors (
	claim_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	as_written TEXT NOT NULL, 
	name_id INTEGER, published DATE DEFAULT '0001-01-01' NOT NULL, 
	CONSTRAINT pk_claim_actors PRIMARY KEY (claim_id, position), 
	CONSTRAINT fk_claim_actors_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id), 
	CONSTRAINT fk_claim_actors_name_id FOREIGN KEY(name_id) REFERENCES names (id)
)
 WITHOUT ROWID

;
INSERT INTO "claim_actors" VALUES(1,0,'supplier','Russia',2,'2018-10-29');
INSERT INTO "claim_actors" VALUES(1,1,'recipient','Cuba',1,'2018-10-29');
INSERT INTO "claim_actors" VALUES(1,2,'speaker','Kommersant',3,'2018-10-29');
INSERT INTO "claim_actors" VALUES(1,3,'speaker','three sources in the field of military-technical cooperation',NULL,'2018-10-29');
INSERT INTO "claim_actors" VALUES(2,0,'supplier','Russia',2,'2018-10-30');
INSERT INTO "claim_actors" VALUES(2,1,'recipient','Cuba',1,'2018-10-30');
INSERT INTO "claim_actors" VALUES(2,2,'speaker','Kommersant',3,'2018-10-30');
INSERT INTO "claim_actors" VALUES(2,3,'speaker','unidentified sources',NULL,'2018-10-30');
INSERT INTO "claim_actors" VALUES(3,0,'supplier','Russia',2,'2018-10-31');
INSERT INTO "claim_actors" VALUES(3,1,'recipient','Cuba',1,'2018-10-31');
INSERT INTO "claim_actors" VALUES(3,2,'speaker','Kommersant',3,'2018-10-31');
INSERT INTO "claim_actors" VALUES(3,3,'speaker','unidentified sources',NULL,'2018-10-31');
INSERT INTO "claim_actors" VALUES(4,0,'supplier','Russia',2,'2018-10-31');
INSERT INTO "claim_actors" VALUES(4,1,'recipient','Cuba',1,'2018-10-31');
INSERT INTO "claim_actors" VALUES(4,2,'speaker','Kommersant',3,'2018-10-31');
INSERT INTO "claim_actors" VALUES(5,0,'supplier','Russia',2,'2018-10-31');
INSERT INTO "claim_actors" VALUES(5,1,'recipient','Cuba',1,'2018-10-31');
INSERT INTO "claim_actors" VALUES(5,2,'speaker','Kommersant',3,'2018-10-31');
INSERT INTO "claim_actors" VALUES(6,0,'supplier','Russia',2,'2018-11-01');
INSERT INTO "claim_actors" VALUES(6,1,'recipient','Cuba',1,'2018-11-01');
INSERT INTO "claim_actors" VALUES(6,2,'speaker','Continental Wire',4,'2018-11-01');
INSERT INTO "claim_actors" VALUES(6,3,'speaker','Kommersant',3,'2018-11-01');
INSERT INTO "claim_actors" VALUES(7,0,'supplier','Russia',2,'2018-11-03');
INSERT INTO "claim_actors" VALUES(7,1,'recipient','Cuba',1,'2018-11-03');
INSERT INTO "claim_actors" VALUES(7,2,'speaker','Kommersant',3,'2018-11-03');
INSERT INTO "claim_actors" VALUES(8,0,'supplier','Russia',2,'2019-02-06');
INSERT INTO "claim_actors" VALUES(8,1,'recipient','Cuba',1,'2019-02-06');
INSERT INTO "claim_actors" VALUES(8,2,'speaker','Rossiyskaya Gazeta',5,'2019-02-06');
INSERT INTO "claim_actors" VALUES(8,3,'speaker','Russian ambassador in Havana',6,'2019-02-06');
INSERT INTO "claim_actors" VALUES(9,0,'supplier','Russia',2,'2019-02-08');
INSERT INTO "claim_actors" VALUES(9,1,'recipient','Cuba',1,'2019-02-08');
INSERT INTO "claim_actors" VALUES(9,2,'speaker','RIA Novosti',8,'2019-02-08');
INSERT INTO "claim_actors" VALUES(9,3,'speaker','member of the Russian half of the trade commission',7,'2019-02-08');
INSERT INTO "claim_actors" VALUES(10,0,'supplier','Russia',2,'2019-07-25');
INSERT INTO "claim_actors" VALUES(10,1,'recipient','Cuba',1,'2019-07-25');
INSERT INTO "claim_actors" VALUES(10,2,'speaker','Russian diplomat',9,'2019-07-25');
INSERT INTO "claim_actors" VALUES(11,0,'supplier','Norway',11,'2015-01-05');
INSERT INTO "claim_actors" VALUES(11,1,'recipient','Portugal',12,'2015-01-05');
INSERT INTO "claim_actors" VALUES(11,2,'item','five frigates',10,'2015-01-05');
INSERT INTO "claim_actors" VALUES(12,0,'supplier','Norway',11,'2015-01-05');
INSERT INTO "claim_actors" VALUES(12,1,'recipient','Portugal',12,'2015-01-05');
INSERT INTO "claim_actors" VALUES(12,2,'item','five frigates',10,'2015-01-05');
CREATE TABLE claims (
	id INTEGER NOT NULL, 
	report_id INTEGER NOT NULL, 
	number VARCHAR(12) NOT NULL, 
	type VARCHAR(16) NOT NULL, 
	modality VARCHAR(16) NOT NULL, 
	stage VARCHAR(16), 
	text TEXT NOT NULL, 
	evidence JSON NOT NULL, 
	attribution JSON NOT NULL, 
	items JSON NOT NULL, 
	amount FLOAT, 
	currency VARCHAR(3), 
	money_text TEXT, 
	time VARCHAR(32), 
	time_text TEXT, 
	place TEXT, 
	place_country VARCHAR(3), 
	score FLOAT NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY (id), 
	CONSTRAINT fk_claims_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);
INSERT INTO "claims" VALUES(1,1,'c1','transfer','planned','announced','2018-10-29-kommersant-summary0x0 2018-10-29-kommersant-summa','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-10','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(2,2,'c1','transfer','planned','negotiating','2018-10-30-wire0x0 2018-10-30-wire1x7 2018-10-30-wire2x3 201','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "Armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-10','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(3,3,'c1','transfer','planned','negotiating','2018-10-30-wire0x0 2018-10-30-wire1x7 2018-10-30-wire2x3 201','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "Armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-10','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(4,4,'c1','transfer','planned','negotiating','2018-10-31-madrid-daily0x0 2018-10-31-madrid-daily1x7 2018-1','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": null}, {"text": "light armour", "class": "armoured vehicle", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-10','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(5,5,'c1','transfer','planned','considered','2018-10-31-miami-blog0x0 2018-10-31-miami-blog1x7 2018-10-31','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "parts for tanks", "class": "engine/parts", "designation": null, "quantity": null}, {"text": "armored cars", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "choppers", "class": "helicopter", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-10','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(6,6,'c1','transfer','planned','negotiating','2018-11-01-trade-letter0x0 2018-11-01-trade-letter1x7 2018-1','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-11','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(7,7,'c1','transfer','planned','negotiating','2018-11-03-kremlin-visit0x0 2018-11-03-kremlin-visit1x7 2018','[[0, 60]]','[{"source": "Kommersant", "kind": "publisher", "cue": null}]','[{"text": "arms", "class": "other", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2018-11','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(8,8,'c1','transfer','asserted','approved','2019-02-06-gazette0x0 2019-02-06-gazette1x7 2019-02-06-gazet','[[0, 60]]','[{"source": "Russian ambassador", "kind": "publisher", "cue": null}]','[{"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": null}]',NULL,NULL,NULL,'2019-02','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(9,9,'c1','transfer','asserted','approved','2019-02-08-bogota0x0 2019-02-08-bogota1x7 2019-02-08-bogota2','[[0, 60]]','[{"source": "RIA Novosti", "kind": "publisher", "cue": null}]','[]',NULL,NULL,NULL,'2019-02','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(10,10,'c1','transfer','asserted','financed','2019-07-25-lavrov0x0 2019-07-25-lavrov1x7 2019-07-25-lavrov2','[[0, 60]]','[]','[{"text": "new equipment", "class": "other", "designation": null, "quantity": null}, {"text": "repairs", "class": "training/support", "designation": null, "quantity": null, "optional": true, "class_also_ok": ["engine/parts", "other"]}]',NULL,NULL,NULL,'2019-07','then',NULL,NULL,0.8);
INSERT INTO "claims" VALUES(11,11,'c1','transfer','asserted','announced','wrong0x0 wrong1x7 wrong2x3 wrong3x10 wrong4x6 wrong5x2 wrong','[[0, 60]]','[]','[{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": 5}]',1200000000.0,'USD','a sum',NULL,NULL,NULL,NULL,0.8);
INSERT INTO "claims" VALUES(12,12,'c1','transfer','asserted','announced','right0x0 right1x7 right2x3 right3x10 right4x6 right5x2 right','[[0, 60]]','[]','[{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": 5}]',1200000000.0,'USD','a sum',NULL,NULL,NULL,NULL,0.8);
CREATE TABLE deal_briefs (
	state_id INTEGER NOT NULL, 
	brief JSON NOT NULL, 
	CONSTRAINT pk_deal_briefs PRIMARY KEY (state_id), 
	CONSTRAINT fk_deal_briefs_state_id FOREIGN KEY(state_id) REFERENCES deal_states (id)
);
INSERT INTO "deal_briefs" VALUES(1,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2018-10", "hedged": true, "first_seen": "2018-10-29", "last_seen": "2018-10-29", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-10-29"}], "stage": [{"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(2,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2018-10", "hedged": true, "first_seen": "2018-10-29", "last_seen": "2018-10-30", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2018-10-30"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-10-30"}], "stage": [{"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-10-30"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(3,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2018-10", "hedged": true, "first_seen": "2018-10-29", "last_seen": "2018-10-31", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2018-10-31"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-10-31"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "stage": [{"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-10-31"}, {"value": "considered", "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(4,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2018-10", "hedged": true, "first_seen": "2018-10-29", "last_seen": "2018-11-01", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2018-11-01"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-11-01"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "stage": [{"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-11-01"}, {"value": "considered", "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(5,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2018-10", "hedged": true, "first_seen": "2018-10-29", "last_seen": "2018-11-03", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2018-11-03"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-11-03"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "stage": [{"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-11-03"}, {"value": "considered", "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}, {"text": "arms", "class": "other", "designation": null, "quantity": []}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(6,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2019-02", "hedged": false, "first_seen": "2018-10-29", "last_seen": "2019-02-06", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2019-02-06"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "terms": null}, "first_seen": "2019-02-06", "last_seen": "2019-02-06"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-11-03"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "stage": [{"value": "approved", "first_seen": "2019-02-06", "last_seen": "2019-02-06"}, {"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-11-03"}, {"value": "considered", "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}, {"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": []}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(7,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2019-02", "hedged": false, "first_seen": "2018-10-29", "last_seen": "2019-02-08", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2019-02-08"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 43000000.0, "currency": "USD", "terms": null}, "first_seen": "2019-02-08", "last_seen": "2019-02-08"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "terms": null}, "first_seen": "2019-02-06", "last_seen": "2019-02-06"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-11-03"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "stage": [{"value": "approved", "first_seen": "2019-02-06", "last_seen": "2019-02-08"}, {"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-11-03"}, {"value": "considered", "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}, {"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": []}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(8,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "stage_date": "2019-07", "hedged": false, "first_seen": "2018-10-29", "last_seen": "2019-07-25", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2018-10-29", "last_seen": "2019-07-25"}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "terms": null}, "first_seen": "2019-02-06", "last_seen": "2019-07-25"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 43000000.0, "currency": "USD", "terms": null}, "first_seen": "2019-02-08", "last_seen": "2019-02-08"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "first_seen": "2018-10-29", "last_seen": "2018-11-03"}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "stage": [{"value": "financed", "first_seen": "2019-07-25", "last_seen": "2019-07-25"}, {"value": "approved", "first_seen": "2019-02-06", "last_seen": "2019-02-08"}, {"value": "announced", "first_seen": "2018-10-29", "last_seen": "2018-10-29"}, {"value": "negotiating", "first_seen": "2018-10-30", "last_seen": "2018-11-03"}, {"value": "considered", "first_seen": "2018-10-31", "last_seen": "2018-10-31"}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": []}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": []}, {"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": []}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": []}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": []}, {"text": "repairs", "class": "training/support", "designation": null, "quantity": []}]}');
INSERT INTO "deal_briefs" VALUES(9,'{"id": "nor-prt-2015-94dbb8bd30", "supplier": ["NOR"], "recipient": ["PRT"], "stage_date": null, "hedged": false, "first_seen": "2015-01-05", "last_seen": "2015-01-05", "confirmed": false, "rejected": false, "kind": [{"value": "sale", "first_seen": "2015-01-05", "last_seen": "2015-01-05"}], "value": [{"value": {"amount": 1200000000.0, "currency": "USD"}, "first_seen": "2015-01-05", "last_seen": "2015-01-05"}], "financing": [], "stage": [{"value": "announced", "first_seen": "2015-01-05", "last_seen": "2015-01-05"}], "items": [{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": [{"value": 5, "first_seen": "2015-01-05", "last_seen": "2015-01-05"}]}]}');
INSERT INTO "deal_briefs" VALUES(10,'{"id": "nor-prt-2015-94dbb8bd30", "supplier": ["NOR"], "recipient": ["PRT"], "stage_date": null, "hedged": false, "first_seen": "2015-01-05", "last_seen": "2015-01-05", "confirmed": true, "rejected": false, "kind": [{"value": "sale", "first_seen": "2015-01-05", "last_seen": "2015-01-05"}], "value": [{"value": {"amount": 1200000000.0, "currency": "USD"}, "first_seen": "2015-01-05", "last_seen": "2015-01-05"}], "financing": [], "stage": [{"value": "announced", "first_seen": "2015-01-05", "last_seen": "2015-01-05"}], "items": [{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": [{"value": 5, "first_seen": "2015-01-05", "last_seen": "2015-01-05"}]}]}');
CREATE TABLE deal_facets (
	facet VARCHAR(16) NOT NULL, 
	value VARCHAR(64) NOT NULL, 
	last_seen DATE NOT NULL, 
	state_id INTEGER NOT NULL, 
	amount_usd FLOAT, 
	CONSTRAINT pk_deal_facets PRIMARY KEY (facet, value, last_seen, state_id), 
	CONSTRAINT fk_deal_facets_state_id FOREIGN KEY(state_id) REFERENCES deal_states (id)
)
 WITHOUT ROWID

;
INSERT INTO "deal_facets" VALUES('all','','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('all','','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('all','','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('all','','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('all','','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('all','','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('all','','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('all','','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('all','','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('all','','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','armoured vehicle','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','engine/parts','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','helicopter','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('class','helicopter','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('class','helicopter','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('class','helicopter','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('class','helicopter','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('class','helicopter','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','helicopter','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','helicopter','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','other','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('class','other','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('class','other','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('class','other','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','ship','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('class','ship','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('class','small arms','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('class','small arms','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('class','small arms','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('class','small arms','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','small arms','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('class','training/support','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('kind','sale','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('kind','sale','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('kind','sale','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('kind','sale','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('pair','NOR>PRT','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('pair','NOR>PRT','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('pair','RUS>CUB','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party','CUB','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party','CUB','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party','CUB','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party','CUB','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party','CUB','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party','CUB','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party','CUB','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party','CUB','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party','NOR','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('party','NOR','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('party','PRT','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('party','PRT','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('party','RUS','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party','RUS','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party','RUS','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party','RUS','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party','RUS','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party','RUS','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party','RUS','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party','RUS','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB armoured vehicle','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB engine/parts','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB helicopter','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB other','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB other','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB other','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB other','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB small arms','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB small arms','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB small arms','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','CUB small arms','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB small arms','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','CUB training/support','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','NOR ship','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('party class','NOR ship','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('party class','PRT ship','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('party class','PRT ship','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS armoured vehicle','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS engine/parts','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS helicopter','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS other','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS other','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS other','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS other','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS small arms','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS small arms','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS small arms','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party class','RUS small arms','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS small arms','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party class','RUS training/support','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','CUB announced','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','CUB announced','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','CUB announced','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party stage','CUB announced','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party stage','CUB announced','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party stage','CUB approved','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','CUB approved','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','CUB financed','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','NOR announced','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('party stage','NOR announced','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('party stage','PRT announced','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('party stage','PRT announced','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('party stage','RUS announced','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','RUS announced','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','RUS announced','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party stage','RUS announced','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party stage','RUS announced','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('party stage','RUS approved','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','RUS approved','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('party stage','RUS financed','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('recipient','CUB','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('recipient','PRT','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('recipient','PRT','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('source','andean defence letter','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','andean defence letter','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','andean defence letter','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','andean defence letter','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','andean defence letter','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','bahamas mercury','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','bahamas mercury','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','bahamas mercury','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','bahamas mercury','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','bahamas mercury','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','bahamas mercury','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','baltic courier','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','baltic courier','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','baltic courier','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','bogotá journal','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','bogotá journal','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','continental wire','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('source','continental wire','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','continental wire','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','continental wire','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','continental wire','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','continental wire','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','continental wire','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','el heraldo del manzanares','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','el heraldo del manzanares','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','el heraldo del manzanares','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','el heraldo del manzanares','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','el heraldo del manzanares','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','el heraldo del manzanares','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','kommersant','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('source','kommersant','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('source','kommersant','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','kommersant','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','kommersant','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','kommersant','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','kommersant','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','kommersant','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','malecón watch','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','malecón watch','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','malecón watch','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','malecón watch','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','malecón watch','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','malecón watch','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','member of the russian half of the trade commission','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','member of the russian half of the trade commission','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','neva business review','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('source','neva business review','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('source','neva business review','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','neva business review','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','neva business review','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','neva business review','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','neva business review','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','neva business review','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','ria novosti','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','ria novosti','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','right post','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('source','right post','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('source','rossiyskaya gazeta','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','rossiyskaya gazeta','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','rossiyskaya gazeta','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian ambassador','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian ambassador','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian ambassador','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian ambassador in havana','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian ambassador in havana','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian ambassador in havana','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','russian diplomat','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','three sources in the field of military-technical cooperation','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','transcontinental press','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','transcontinental press','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','transcontinental press','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','transcontinental press','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('source','unidentified sources','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('stage','announced','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('stage','announced','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('stage','announced','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('stage','announced','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('stage','announced','2018-11-03',5,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('stage','announced','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('stage','announced','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('stage','approved','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('stage','approved','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('stage','financed','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('supplier','NOR','2015-01-05',9,1200000000.0);
INSERT INTO "deal_facets" VALUES('supplier','NOR','2015-01-05',10,1200000000.0);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2018-10-29',1,50000000.0);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2018-10-30',2,50000000.0);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2019-02-06',6,50000000.0);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2019-02-08',7,50000000.0);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2019-07-25',8,50000000.0);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2018-10-31',3,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2018-11-01',4,5.19370145659718066444e+07);
INSERT INTO "deal_facets" VALUES('supplier','RUS','2018-11-03',5,5.19370145659718066444e+07);
CREATE TABLE deal_states (
	id INTEGER NOT NULL, 
	deal VARCHAR(64) NOT NULL, 
	family_id INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_until DATE, 
	headline TEXT NOT NULL, 
	supplier TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	stage VARCHAR(16) NOT NULL, 
	stage_date VARCHAR(10), 
	hedged BOOLEAN NOT NULL, 
	confirmed BOOLEAN NOT NULL, 
	amount FLOAT, 
	currency VARCHAR(3), 
	amount_usd FLOAT, 
	first_seen DATE, 
	last_seen DATE, 
	reports INTEGER NOT NULL, 
	root_sources INTEGER NOT NULL, 
	dossier JSON NOT NULL, 
	CONSTRAINT pk_deal_states PRIMARY KEY (id)
);
INSERT INTO "deal_states" VALUES(1,'rus-cub-2018-aaf335a15e',1,'2018-10-29','2018-10-30','Russia → Cuba: armoured vehicles, spare parts for tanks, helicopters, loan of USD 50,000,000; announced (planned or possible)','RUS','CUB','sale','announced','2018-10',1,0,NULL,NULL,50000000.0,'2018-10-29','2018-10-29',1,1,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b"]}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}], "stage": [{"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}], "stage_date": "2018-10", "hedged": true, "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "claims": ["5cd810b3bd5b#c1"], "reports": ["5cd810b3bd5b"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["5cd810b3bd5b"]}], "status_history": [{"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e"]}');
INSERT INTO "deal_states" VALUES(2,'rus-cub-2018-aaf335a15e',1,'2018-10-30','2018-10-31','Russia → Cuba: armoured vehicles, helicopters, spare parts for tanks, loan of USD 50,000,000; announced (planned or possible)','RUS','CUB','sale','announced','2018-10',1,0,NULL,NULL,50000000.0,'2018-10-29','2018-10-30',2,1,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources"], "reports": ["5cd810b3bd5b", "2a814aab04bf"], "first_seen": "2018-10-29", "last_seen": "2018-10-30", "roots": ["Kommersant"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf"]}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources"], "reports": ["5cd810b3bd5b", "2a814aab04bf"], "first_seen": "2018-10-29", "last_seen": "2018-10-30", "roots": ["Kommersant"]}], "stage": [{"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources"], "reports": ["2a814aab04bf"], "first_seen": "2018-10-30", "last_seen": "2018-10-30", "roots": ["Kommersant"]}], "stage_date": "2018-10", "hedged": true, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["2a814aab04bf", "5cd810b3bd5b"]}], "status_history": [{"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}], "first_seen": "2018-10-29", "last_seen": "2018-10-30", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702"]}');
INSERT INTO "deal_states" VALUES(3,'rus-cub-2018-aaf335a15e',1,'2018-10-31','2018-11-01','Russia → Cuba: armoured vehicles, Transport helicopters, spare parts for tanks, loan of USD 50,000,000; announced (planned or possible)','RUS','CUB','sale','announced','2018-10',1,0,NULL,NULL,5.19370145659718066444e+07,'2018-10-29','2018-10-31',5,1,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"], "first_seen": "2018-10-29", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "f3563af49233"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "f3563af49233", "ffb3a89193ed"], "first_seen": "2018-10-29", "last_seen": "2018-10-31", "roots": ["Kommersant"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "says": ["Kommersant"], "reports": ["e85ca25f149f"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage": [{"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources"], "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed"], "first_seen": "2018-10-30", "last_seen": "2018-10-31", "roots": ["Kommersant"]}, {"value": "considered", "says": ["Kommersant"], "reports": ["f3563af49233"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage_date": "2018-10", "hedged": true, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1", "e85ca25f149f#c1", "f3563af49233#c1", "ffb3a89193ed#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["2a814aab04bf", "5cd810b3bd5b", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}], "status_history": [{"stage": "considered", "date": "2018-10", "reports": ["f3563af49233"], "hedged": true}, {"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}], "first_seen": "2018-10-29", "last_seen": "2018-10-31", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e"]}');
INSERT INTO "deal_states" VALUES(4,'rus-cub-2018-aaf335a15e',1,'2018-11-01','2018-11-03','Russia → Cuba: armoured vehicles, Transport helicopters, spare parts for tanks and 1 more, loan of USD 50,000,000; announced (planned or possible)','RUS','CUB','sale','announced','2018-10',1,0,NULL,NULL,5.19370145659718066444e+07,'2018-10-29','2018-11-01',6,1,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"], "first_seen": "2018-10-29", "last_seen": "2018-11-01", "roots": ["Kommersant"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "f3563af49233"]}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": [], "reports": ["1f57783462bf"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "f3563af49233", "ffb3a89193ed", "1f57783462bf"], "first_seen": "2018-10-29", "last_seen": "2018-11-01", "roots": ["Kommersant"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "says": ["Kommersant"], "reports": ["e85ca25f149f"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage": [{"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources", "Continental Wire"], "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf"], "first_seen": "2018-10-30", "last_seen": "2018-11-01", "roots": ["Kommersant"]}, {"value": "considered", "says": ["Kommersant"], "reports": ["f3563af49233"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage_date": "2018-10", "hedged": true, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1", "e85ca25f149f#c1", "f3563af49233#c1", "ffb3a89193ed#c1", "1f57783462bf#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["1f57783462bf", "2a814aab04bf", "5cd810b3bd5b", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}], "status_history": [{"stage": "considered", "date": "2018-10", "reports": ["f3563af49233"], "hedged": true}, {"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}], "first_seen": "2018-10-29", "last_seen": "2018-11-01", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f"]}');
INSERT INTO "deal_states" VALUES(5,'rus-cub-2018-aaf335a15e',1,'2018-11-03','2019-02-06','Russia → Cuba: armoured vehicles, Transport helicopters, spare parts for tanks and 2 more, loan of USD 50,000,000; announced (planned or possible)','RUS','CUB','sale','announced','2018-10',1,0,NULL,NULL,5.19370145659718066444e+07,'2018-10-29','2018-11-03',7,1,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-29", "last_seen": "2018-11-03", "roots": ["Kommersant"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "f3563af49233"]}, {"text": "arms", "class": "other", "designation": null, "quantity": [], "reports": ["4cb3e0f7a305"]}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": [], "reports": ["1f57783462bf"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-29", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "says": ["Kommersant"], "reports": ["e85ca25f149f"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage": [{"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources", "Continental Wire"], "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-30", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": "considered", "says": ["Kommersant"], "reports": ["f3563af49233"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage_date": "2018-10", "hedged": true, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1", "e85ca25f149f#c1", "f3563af49233#c1", "ffb3a89193ed#c1", "1f57783462bf#c1", "4cb3e0f7a305#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["1f57783462bf", "2a814aab04bf", "4cb3e0f7a305", "5cd810b3bd5b", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}], "status_history": [{"stage": "considered", "date": "2018-10", "reports": ["f3563af49233"], "hedged": true}, {"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}], "first_seen": "2018-10-29", "last_seen": "2018-11-03", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f", "rus-cub-2018-faaa4ac078"]}');
INSERT INTO "deal_states" VALUES(6,'rus-cub-2018-aaf335a15e',1,'2019-02-06','2019-02-08','Russia → Cuba: armoured vehicles, Transport helicopters, spare parts for tanks and 2 more, loan of EUR 38,000,000; approved','RUS','CUB','sale','approved','2019-02',0,0,NULL,NULL,50000000.0,'2018-10-29','2019-02-06',8,2,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire", "Rossiyskaya Gazeta", "Russian ambassador in Havana"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305", "aa3c73bfb6bb"], "first_seen": "2018-10-29", "last_seen": "2019-02-06", "roots": ["Kommersant", "Russian ambassador"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "f3563af49233"]}, {"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": [], "reports": ["4cb3e0f7a305", "aa3c73bfb6bb"]}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": [], "reports": ["1f57783462bf"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "terms": null}, "says": ["Rossiyskaya Gazeta", "Russian ambassador in Havana"], "reports": ["aa3c73bfb6bb"], "first_seen": "2019-02-06", "last_seen": "2019-02-06", "roots": ["Russian ambassador"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-29", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "says": ["Kommersant"], "reports": ["e85ca25f149f"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage": [{"value": "approved", "says": ["Rossiyskaya Gazeta", "Russian ambassador in Havana"], "reports": ["aa3c73bfb6bb"], "first_seen": "2019-02-06", "last_seen": "2019-02-06", "roots": ["Russian ambassador"]}, {"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources", "Continental Wire"], "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-30", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": "considered", "says": ["Kommersant"], "reports": ["f3563af49233"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage_date": "2019-02", "hedged": false, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire", "Rossiyskaya Gazeta", "Russian ambassador in Havana"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1", "e85ca25f149f#c1", "f3563af49233#c1", "ffb3a89193ed#c1", "1f57783462bf#c1", "4cb3e0f7a305#c1", "aa3c73bfb6bb#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305", "aa3c73bfb6bb"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["1f57783462bf", "2a814aab04bf", "4cb3e0f7a305", "5cd810b3bd5b", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}, {"name": "Russian ambassador", "kind": "publisher", "reports": ["aa3c73bfb6bb"]}], "status_history": [{"stage": "considered", "date": "2018-10", "reports": ["f3563af49233"], "hedged": true}, {"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}, {"stage": "approved", "date": "2019-02", "reports": ["aa3c73bfb6bb"], "hedged": false}], "first_seen": "2018-10-29", "last_seen": "2019-02-06", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f", "rus-cub-2018-faaa4ac078", "rus-cub-2019-b84a2b066f"]}');
INSERT INTO "deal_states" VALUES(7,'rus-cub-2018-aaf335a15e',1,'2019-02-08','2019-07-25','Russia → Cuba: armoured vehicles, Transport helicopters, spare parts for tanks and 2 more, loan of USD 43,000,000; approved','RUS','CUB','sale','approved','2019-02',0,0,NULL,NULL,50000000.0,'2018-10-29','2019-02-08',9,3,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire", "Rossiyskaya Gazeta", "Russian ambassador in Havana", "RIA Novosti", "member of the Russian half of the trade commission"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305", "aa3c73bfb6bb", "a9cd0e308126"], "first_seen": "2018-10-29", "last_seen": "2019-02-08", "roots": ["Kommersant", "Russian ambassador", "RIA Novosti"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "f3563af49233"]}, {"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": [], "reports": ["4cb3e0f7a305", "aa3c73bfb6bb"]}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": [], "reports": ["1f57783462bf"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 43000000.0, "currency": "USD", "terms": null}, "says": ["RIA Novosti", "member of the Russian half of the trade commission"], "reports": ["a9cd0e308126"], "first_seen": "2019-02-08", "last_seen": "2019-02-08", "roots": ["RIA Novosti"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "terms": null}, "says": ["Rossiyskaya Gazeta", "Russian ambassador in Havana"], "reports": ["aa3c73bfb6bb"], "first_seen": "2019-02-06", "last_seen": "2019-02-06", "roots": ["Russian ambassador"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-29", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "says": ["Kommersant"], "reports": ["e85ca25f149f"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage": [{"value": "approved", "says": ["Rossiyskaya Gazeta", "Russian ambassador in Havana", "RIA Novosti", "member of the Russian half of the trade commission"], "reports": ["aa3c73bfb6bb", "a9cd0e308126"], "first_seen": "2019-02-06", "last_seen": "2019-02-08", "roots": ["Russian ambassador", "RIA Novosti"]}, {"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources", "Continental Wire"], "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-30", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": "considered", "says": ["Kommersant"], "reports": ["f3563af49233"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage_date": "2019-02", "hedged": false, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire", "Rossiyskaya Gazeta", "Russian ambassador in Havana", "RIA Novosti", "member of the Russian half of the trade commission"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1", "e85ca25f149f#c1", "f3563af49233#c1", "ffb3a89193ed#c1", "1f57783462bf#c1", "4cb3e0f7a305#c1", "aa3c73bfb6bb#c1", "a9cd0e308126#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305", "aa3c73bfb6bb", "a9cd0e308126"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["1f57783462bf", "2a814aab04bf", "4cb3e0f7a305", "5cd810b3bd5b", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}, {"name": "RIA Novosti", "kind": "agency", "reports": ["a9cd0e308126"]}, {"name": "Russian ambassador", "kind": "publisher", "reports": ["aa3c73bfb6bb"]}], "status_history": [{"stage": "considered", "date": "2018-10", "reports": ["f3563af49233"], "hedged": true}, {"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}, {"stage": "approved", "date": "2019-02", "reports": ["aa3c73bfb6bb", "a9cd0e308126"], "hedged": false}], "first_seen": "2018-10-29", "last_seen": "2019-02-08", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f", "rus-cub-2018-faaa4ac078", "rus-cub-2019-b84a2b066f", "rus-cub-2019-5e0ea40bb4"]}');
INSERT INTO "deal_states" VALUES(8,'rus-cub-2018-aaf335a15e',1,'2019-07-25',NULL,'Russia → Cuba: armoured vehicles, Transport helicopters, products of Russia''s military industry and 3 more, loan of EUR 38,000,000; financed','RUS','CUB','sale','financed','2019-07',0,0,NULL,NULL,50000000.0,'2018-10-29','2019-07-25',10,4,'{"id": "rus-cub-2018-aaf335a15e", "supplier": ["RUS"], "recipient": ["CUB"], "kind": [{"value": "sale", "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire", "Rossiyskaya Gazeta", "Russian ambassador in Havana", "RIA Novosti", "member of the Russian half of the trade commission", "Russian diplomat"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305", "aa3c73bfb6bb", "a9cd0e308126", "dc885efd74af"], "first_seen": "2018-10-29", "last_seen": "2019-07-25", "roots": ["Kommersant", "Russian ambassador", "RIA Novosti", "Continental Wire"]}], "items": [{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf"]}, {"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": [], "reports": ["4cb3e0f7a305", "aa3c73bfb6bb", "dc885efd74af"]}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": [], "reports": ["5cd810b3bd5b", "f3563af49233"]}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": [], "reports": ["1f57783462bf"]}, {"text": "repairs", "class": "training/support", "designation": null, "quantity": [], "reports": ["dc885efd74af"]}], "value": [], "financing": [{"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "terms": null}, "says": ["Rossiyskaya Gazeta", "Russian ambassador in Havana", "Russian diplomat"], "reports": ["aa3c73bfb6bb", "dc885efd74af"], "first_seen": "2019-02-06", "last_seen": "2019-07-25", "roots": ["Russian ambassador", "Continental Wire"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 43000000.0, "currency": "USD", "terms": null}, "says": ["RIA Novosti", "member of the Russian half of the trade commission"], "reports": ["a9cd0e308126"], "first_seen": "2019-02-08", "last_seen": "2019-02-08", "roots": ["RIA Novosti"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD", "terms": null}, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-29", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "terms": null}, "says": ["Kommersant"], "reports": ["e85ca25f149f"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage": [{"value": "financed", "says": ["Russian diplomat"], "reports": ["dc885efd74af"], "first_seen": "2019-07-25", "last_seen": "2019-07-25", "roots": ["Continental Wire"]}, {"value": "approved", "says": ["Rossiyskaya Gazeta", "Russian ambassador in Havana", "RIA Novosti", "member of the Russian half of the trade commission"], "reports": ["aa3c73bfb6bb", "a9cd0e308126"], "first_seen": "2019-02-06", "last_seen": "2019-02-08", "roots": ["Russian ambassador", "RIA Novosti"]}, {"value": "announced", "says": ["Kommersant", "three sources in the field of military-technical cooperation"], "reports": ["5cd810b3bd5b"], "first_seen": "2018-10-29", "last_seen": "2018-10-29", "roots": ["Kommersant"]}, {"value": "negotiating", "says": ["Kommersant", "unidentified sources", "Continental Wire"], "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "first_seen": "2018-10-30", "last_seen": "2018-11-03", "roots": ["Kommersant"]}, {"value": "considered", "says": ["Kommersant"], "reports": ["f3563af49233"], "first_seen": "2018-10-31", "last_seen": "2018-10-31", "roots": ["Kommersant"]}], "stage_date": "2019-07", "hedged": false, "says": ["Kommersant", "three sources in the field of military-technical cooperation", "unidentified sources", "Continental Wire", "Rossiyskaya Gazeta", "Russian ambassador in Havana", "RIA Novosti", "member of the Russian half of the trade commission", "Russian diplomat"], "claims": ["5cd810b3bd5b#c1", "2a814aab04bf#c1", "e85ca25f149f#c1", "f3563af49233#c1", "ffb3a89193ed#c1", "1f57783462bf#c1", "4cb3e0f7a305#c1", "aa3c73bfb6bb#c1", "a9cd0e308126#c1", "dc885efd74af#c1"], "reports": ["5cd810b3bd5b", "2a814aab04bf", "e85ca25f149f", "f3563af49233", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305", "aa3c73bfb6bb", "a9cd0e308126", "dc885efd74af"], "root_sources": [{"name": "Kommersant", "kind": "publisher", "reports": ["1f57783462bf", "2a814aab04bf", "4cb3e0f7a305", "5cd810b3bd5b", "e85ca25f149f", "f3563af49233", "ffb3a89193ed"]}, {"name": "Continental Wire", "kind": "publisher", "reports": ["dc885efd74af"]}, {"name": "RIA Novosti", "kind": "agency", "reports": ["a9cd0e308126"]}, {"name": "Russian ambassador", "kind": "publisher", "reports": ["aa3c73bfb6bb"]}], "status_history": [{"stage": "considered", "date": "2018-10", "reports": ["f3563af49233"], "hedged": true}, {"stage": "negotiating", "date": "2018-10", "reports": ["2a814aab04bf", "e85ca25f149f", "ffb3a89193ed", "1f57783462bf", "4cb3e0f7a305"], "hedged": true}, {"stage": "announced", "date": "2018-10", "reports": ["5cd810b3bd5b"], "hedged": true}, {"stage": "approved", "date": "2019-02", "reports": ["aa3c73bfb6bb", "a9cd0e308126"], "hedged": false}, {"stage": "financed", "date": "2019-07", "reports": ["dc885efd74af"], "hedged": false}], "first_seen": "2018-10-29", "last_seen": "2019-07-25", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f", "rus-cub-2018-faaa4ac078", "rus-cub-2019-b84a2b066f", "rus-cub-2019-5e0ea40bb4", "rus-cub-2019-f062726b74"]}');
INSERT INTO "deal_states" VALUES(9,'nor-prt-2015-94dbb8bd30',12,'2015-01-05','2026-11-24','Norway → Portugal: five frigates, USD 1,200,000,000; announced','NOR','PRT','sale','announced',NULL,0,0,1200000000.0,'USD',1200000000.0,'2015-01-05','2015-01-05',1,1,'{"id": "nor-prt-2015-94dbb8bd30", "supplier": ["NOR"], "recipient": ["PRT"], "kind": [{"value": "sale", "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "items": [{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": [{"value": 5, "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "reports": ["b6442b1f0f54"]}], "value": [{"value": {"amount": 1200000000.0, "currency": "USD"}, "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "financing": [], "stage": [{"value": "announced", "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "stage_date": null, "hedged": false, "says": [], "claims": ["b6442b1f0f54#c1"], "reports": ["b6442b1f0f54"], "root_sources": [{"name": "The right Post", "kind": "publisher", "reports": ["b6442b1f0f54"]}], "status_history": [{"stage": "announced", "date": "2015-01-05", "reports": ["b6442b1f0f54"], "hedged": false}], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "confirmed": false, "rejected": false, "decisions": [], "tellings": ["nor-prt-2015-94dbb8bd30"]}');
INSERT INTO "deal_states" VALUES(10,'nor-prt-2015-94dbb8bd30',12,'2026-11-24',NULL,'Norway → Portugal: five frigates, USD 1,200,000,000; announced','NOR','PRT','sale','announced',NULL,0,1,1200000000.0,'USD',1200000000.0,'2015-01-05','2015-01-05',1,1,'{"id": "nor-prt-2015-94dbb8bd30", "supplier": ["NOR"], "recipient": ["PRT"], "kind": [{"value": "sale", "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "items": [{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": [{"value": 5, "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "reports": ["b6442b1f0f54"]}], "value": [{"value": {"amount": 1200000000.0, "currency": "USD"}, "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "financing": [], "stage": [{"value": "announced", "says": [], "reports": ["b6442b1f0f54"], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "roots": ["The right Post"]}], "stage_date": null, "hedged": false, "says": [], "claims": ["b6442b1f0f54#c1"], "reports": ["b6442b1f0f54"], "root_sources": [{"name": "The right Post", "kind": "publisher", "reports": ["b6442b1f0f54"]}], "status_history": [{"stage": "announced", "date": "2015-01-05", "reports": ["b6442b1f0f54"], "hedged": false}], "first_seen": "2015-01-05", "last_seen": "2015-01-05", "confirmed": true, "rejected": false, "decisions": [1], "tellings": ["nor-prt-2015-94dbb8bd30"]}');
CREATE TABLE decision_tellings (
	slug VARCHAR(64) NOT NULL, 
	decision_id INTEGER NOT NULL, 
	CONSTRAINT pk_decision_tellings PRIMARY KEY (slug, decision_id), 
	CONSTRAINT fk_decision_tellings_decision_id FOREIGN KEY(decision_id) REFERENCES decisions (id)
);
INSERT INTO "decision_tellings" VALUES('nor-prt-2015-94dbb8bd30',1);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-02a7c6045e',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-0fc9314702',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-54b41b4b8e',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-9e95997d4f',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-aaf335a15e',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-f3e28d48b5',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-faaa4ac078',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2019-5e0ea40bb4',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2019-b84a2b066f',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2019-f062726b74',2);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-02a7c6045e',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-0fc9314702',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-54b41b4b8e',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-9e95997d4f',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-aaf335a15e',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-f3e28d48b5',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2018-faaa4ac078',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2019-5e0ea40bb4',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2019-b84a2b066f',3);
INSERT INTO "decision_tellings" VALUES('rus-cub-2019-f062726b74',3);
CREATE TABLE decisions (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by TEXT NOT NULL, 
	action VARCHAR(16) NOT NULL, 
	deal VARCHAR(64), 
	what JSON NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	undoes INTEGER, 
	CONSTRAINT pk_decisions PRIMARY KEY (id), 
	CONSTRAINT fk_decisions_undoes FOREIGN KEY(undoes) REFERENCES decisions (id)
);
INSERT INTO "decisions" VALUES(1,'2026-11-24 10:37:37.276695','Ana','confirm','nor-prt-2015-94dbb8bd30','{"groups": [["nor-prt-2015-94dbb8bd30"]]}','looked it up',NULL);
INSERT INTO "decisions" VALUES(2,'2026-11-24 10:37:37.285951','Ana','set','rus-cub-2018-aaf335a15e','{"field": "value", "value": {"amount": 38000000, "currency": "EUR"}, "groups": [["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f", "rus-cub-2018-faaa4ac078", "rus-cub-2019-b84a2b066f", "rus-cub-2019-5e0ea40bb4", "rus-cub-2019-f062726b74"]]}','looked it up',NULL);
INSERT INTO "decisions" VALUES(3,'2026-11-24 10:37:37.292670','Ana','undo','rus-cub-2018-aaf335a15e','{"groups": [["rus-cub-2018-aaf335a15e", "rus-cub-2018-0fc9314702", "rus-cub-2018-02a7c6045e", "rus-cub-2018-f3e28d48b5", "rus-cub-2018-54b41b4b8e", "rus-cub-2018-9e95997d4f", "rus-cub-2018-faaa4ac078", "rus-cub-2019-b84a2b066f", "rus-cub-2019-5e0ea40bb4", "rus-cub-2019-f062726b74"]]}','looked it up',2);
CREATE TABLE desk_accounts (
	id INTEGER NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	folded VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	password TEXT NOT NULL, 
	email TEXT, 
	made_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_desk_accounts PRIMARY KEY (id), 
	CONSTRAINT uq_desk_accounts_folded UNIQUE (folded)
);
CREATE TABLE desk_alerts (
	id INTEGER NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	deal VARCHAR(64), 
	text TEXT NOT NULL, 
	search_id INTEGER, 
	seen_at DATETIME, 
	sent_at DATETIME, 
	CONSTRAINT pk_desk_alerts PRIMARY KEY (id)
);
CREATE TABLE desk_attempts (
	id INTEGER NOT NULL, 
	"key" VARCHAR(80) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_desk_attempts PRIMARY KEY (id)
);
CREATE TABLE desk_doubts (
	subject VARCHAR(160) NOT NULL, 
	doubt FLOAT NOT NULL, 
	family_id INTEGER NOT NULL, 
	deal VARCHAR(64) NOT NULL, 
	told JSON NOT NULL, 
	CONSTRAINT pk_desk_doubts PRIMARY KEY (subject)
);
CREATE TABLE desk_feeds (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	name TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	made_by VARCHAR(64) NOT NULL, 
	checked_at DATETIME, 
	problem TEXT, 
	seen JSON, 
	CONSTRAINT pk_desk_feeds PRIMARY KEY (id)
);
CREATE TABLE desk_jobs (
	id INTEGER NOT NULL, 
	batch INTEGER NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	name TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	what JSON NOT NULL, 
	content BLOB, 
	report VARCHAR(12), 
	deals JSON, 
	copy_of VARCHAR(12), 
	problem TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_desk_jobs PRIMARY KEY (id)
);
CREATE TABLE desk_originals (
	report_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_desk_originals PRIMARY KEY (report_id), 
	CONSTRAINT fk_desk_originals_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);
CREATE TABLE desk_progress (
	name VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_desk_progress PRIMARY KEY (name)
);
CREATE TABLE desk_reviews (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(64) NOT NULL, 
	subject VARCHAR(160) NOT NULL, 
	verdict VARCHAR(16) NOT NULL, 
	correction JSON, 
	reason TEXT DEFAULT '' NOT NULL, 
	decision_id INTEGER, 
	undoes INTEGER, 
	CONSTRAINT pk_desk_reviews PRIMARY KEY (id), 
	CONSTRAINT fk_desk_reviews_undoes FOREIGN KEY(undoes) REFERENCES desk_reviews (id)
);
CREATE TABLE desk_searches (
	id INTEGER NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	"query" TEXT NOT NULL, 
	watched BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	checked_at DATETIME, 
	known JSON, 
	CONSTRAINT pk_desk_searches PRIMARY KEY (id)
);
CREATE TABLE desk_sessions (
	hash BLOB NOT NULL, 
	account_id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	used_at DATETIME NOT NULL, 
	CONSTRAINT pk_desk_sessions PRIMARY KEY (hash), 
	CONSTRAINT fk_desk_sessions_account_id FOREIGN KEY(account_id) REFERENCES desk_accounts (id)
);
CREATE TABLE desk_settings (
	name VARCHAR(32) NOT NULL, 
	value BLOB NOT NULL, 
	CONSTRAINT pk_desk_settings PRIMARY KEY (name)
);
CREATE TABLE desk_tokens (
	id INTEGER NOT NULL, 
	hash BLOB NOT NULL, 
	account_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	used_at DATETIME, 
	closed_at DATETIME, 
	CONSTRAINT pk_desk_tokens PRIMARY KEY (id), 
	CONSTRAINT uq_desk_tokens_hash UNIQUE (hash), 
	CONSTRAINT fk_desk_tokens_account_id FOREIGN KEY(account_id) REFERENCES desk_accounts (id)
);
CREATE TABLE desk_turns (
	name VARCHAR(32) NOT NULL, 
	holder VARCHAR(64) NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_desk_turns PRIMARY KEY (name)
);
CREATE TABLE desk_visits (
	person VARCHAR(64) NOT NULL, 
	seen_at DATETIME NOT NULL, 
	"before" DATETIME, 
	CONSTRAINT pk_desk_visits PRIMARY KEY (person)
);
CREATE TABLE entities (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	country VARCHAR(3), 
	family TEXT, 
	mentions INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_entities PRIMARY KEY (id), 
	CONSTRAINT uq_entities_key UNIQUE ("key")
);
INSERT INTO "entities" VALUES(1,'medium-kommersant-rus','medium','Kommersant','RUS',NULL,7);
INSERT INTO "entities" VALUES(2,'state-cub','state','Cuba','CUB',NULL,10);
INSERT INTO "entities" VALUES(3,'state-rus','state','Russia','RUS',NULL,10);
INSERT INTO "entities" VALUES(4,'person-continental-wire','person','Continental Wire',NULL,NULL,1);
INSERT INTO "entities" VALUES(5,'company-russian-ambassador-havana','company','Russian ambassador in Havana',NULL,NULL,1);
INSERT INTO "entities" VALUES(6,'medium-rossiyskaya-gazeta-rus','medium','Rossiyskaya Gazeta','RUS',NULL,1);
INSERT INTO "entities" VALUES(7,'body-member-of-the-russian-half-of-the-trade-commissi-80cb97','body','member of the Russian half of the trade commission',NULL,NULL,1);
INSERT INTO "entities" VALUES(8,'medium-ria-novosti-rus','medium','RIA Novosti','RUS',NULL,1);
INSERT INTO "entities" VALUES(9,'body-russian-diplomat','body','Russian diplomat',NULL,NULL,1);
INSERT INTO "entities" VALUES(10,'state-nor','state','Norway','NOR',NULL,1);
INSERT INTO "entities" VALUES(11,'state-prt','state','Portugal','PRT',NULL,1);
INSERT INTO "entities" VALUES(12,'weapon-f-310','weapon','F310',NULL,NULL,1);
CREATE TABLE late_families (
	family_id INTEGER NOT NULL, 
	since DATE NOT NULL, 
	CONSTRAINT pk_late_families PRIMARY KEY (family_id)
)
 WITHOUT ROWID

;
CREATE TABLE name_offices (
	name_id INTEGER NOT NULL, 
	office VARCHAR(64) NOT NULL, 
	first_seen DATE, 
	last_seen DATE, 
	reports INTEGER NOT NULL, 
	CONSTRAINT pk_name_offices PRIMARY KEY (name_id, office), 
	CONSTRAINT fk_name_offices_name_id FOREIGN KEY(name_id) REFERENCES names (id)
)
 WITHOUT ROWID

;
CREATE TABLE names (
	id INTEGER NOT NULL, 
	form BIGINT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	block TEXT NOT NULL, 
	wider_block TEXT, 
	country VARCHAR(3) DEFAULT '' NOT NULL, 
	period INTEGER DEFAULT 0 NOT NULL, 
	office TEXT DEFAULT '' NOT NULL, 
	anchor TEXT DEFAULT '' NOT NULL, 
	family TEXT DEFAULT '' NOT NULL, 
	first_seen DATE, 
	last_seen DATE, 
	mentions INTEGER DEFAULT 0 NOT NULL, 
	entity_id INTEGER, 
	CONSTRAINT pk_names PRIMARY KEY (id), 
	CONSTRAINT fk_names_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id), 
	CONSTRAINT uq_names_form UNIQUE (form)
);
INSERT INTO "names" VALUES(1,612318921233978698,'state','Cuba','CUB','state:CUB',NULL,'CUB',0,'','CUB','','2018-10-29','2019-07-25',10,2);
INSERT INTO "names" VALUES(2,1872219952993416388,'state','Russia','RUS','state:RUS',NULL,'RUS',0,'','RUS','','2018-10-29','2019-07-25',10,3);
INSERT INTO "names" VALUES(3,8814605980994121944,'medium','Kommersant','kommersant','medium:kommersant',NULL,'RUS',0,'','Kommersant','','2018-10-29','2018-11-03',7,1);
INSERT INTO "names" VALUES(4,2078083985850808193,'person','Continental Wire','continental wire','person:vire:kontinental','person:vire:','',2015,'','','','2018-11-01','2018-11-01',1,4);
INSERT INTO "names" VALUES(5,4483251588628502569,'medium','Rossiyskaya Gazeta','rossiyskaya gazeta','medium:rossiyskaya gazeta',NULL,'RUS',0,'','Rossiyskaya Gazeta','','2019-02-06','2019-02-06',1,6);
INSERT INTO "names" VALUES(6,8275619043827842199,'company','Russian ambassador in Havana','russian ambassador havana','organisation:russian ambassador havana',NULL,'',0,'','','','2019-02-06','2019-02-06',1,5);
INSERT INTO "names" VALUES(7,4501710044206242416,'body','member of the Russian half of the trade commission','member of the russian half of the trade commission','organisation:member of the russian half of the trade commission',NULL,'',0,'','','','2019-02-08','2019-02-08',1,7);
INSERT INTO "names" VALUES(8,8971538748436295555,'medium','RIA Novosti','ria novosti','medium:ria novosti',NULL,'RUS',0,'','RIA Novosti','','2019-02-08','2019-02-08',1,8);
INSERT INTO "names" VALUES(9,2574978460067323889,'body','Russian diplomat','russian diplomat','organisation:russian diplomat',NULL,'',0,'','','','2019-07-25','2019-07-25',1,9);
INSERT INTO "names" VALUES(10,1433087765470367854,'weapon','F310','f 310','weapon:f 310',NULL,'',0,'','','','2015-01-05','2015-01-05',1,12);
INSERT INTO "names" VALUES(11,3390116107817388577,'state','Norway','NOR','state:NOR',NULL,'NOR',0,'','NOR','','2015-01-05','2015-01-05',1,10);
INSERT INTO "names" VALUES(12,4734470893161500852,'state','Portugal','PRT','state:PRT',NULL,'PRT',0,'','PRT','','2015-01-05','2015-01-05',1,11);
CREATE TABLE report_bands (
	band BIGINT NOT NULL, 
	report_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_bands PRIMARY KEY (band, report_id), 
	CONSTRAINT fk_report_bands_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
)
 WITHOUT ROWID

;
INSERT INTO "report_bands" VALUES(-9102723529669072520,7);
INSERT INTO "report_bands" VALUES(-9016945277413294903,12);
INSERT INTO "report_bands" VALUES(-8955335330096246530,6);
INSERT INTO "report_bands" VALUES(-8631313707910404940,1);
INSERT INTO "report_bands" VALUES(-8595882837897412925,4);
INSERT INTO "report_bands" VALUES(-8552784304830634747,7);
INSERT INTO "report_bands" VALUES(-8455572759304471329,1);
INSERT INTO "report_bands" VALUES(-8166417083930427525,10);
INSERT INTO "report_bands" VALUES(-8120221790080224028,9);
INSERT INTO "report_bands" VALUES(-7678905172109484911,8);
INSERT INTO "report_bands" VALUES(-7602009247816492382,9);
INSERT INTO "report_bands" VALUES(-7587103419675086653,9);
INSERT INTO "report_bands" VALUES(-7530391983275463184,1);
INSERT INTO "report_bands" VALUES(-7107751644817464076,1);
INSERT INTO "report_bands" VALUES(-7001337464447000444,1);
INSERT INTO "report_bands" VALUES(-6887504779316738405,4);
INSERT INTO "report_bands" VALUES(-6698195885432892428,2);
INSERT INTO "report_bands" VALUES(-6698195885432892428,3);
INSERT INTO "report_bands" VALUES(-6425114433456652270,10);
INSERT INTO "report_bands" VALUES(-6173200998184509346,1);
INSERT INTO "report_bands" VALUES(-6166707234518699653,10);
INSERT INTO "report_bands" VALUES(-6046709702667276590,12);
INSERT INTO "report_bands" VALUES(-6044611665389315185,1);
INSERT INTO "report_bands" VALUES(-5893160233041221450,12);
INSERT INTO "report_bands" VALUES(-5718096663358129158,2);
INSERT INTO "report_bands" VALUES(-5718096663358129158,3);
INSERT INTO "report_bands" VALUES(-5716776167126925068,8);
INSERT INTO "report_bands" VALUES(-5685568574525416304,2);
INSERT INTO "report_bands" VALUES(-5685568574525416304,3);
INSERT INTO "report_bands" VALUES(-5674481849346365202,5);
INSERT INTO "report_bands" VALUES(-5633465298932742624,1);
INSERT INTO "report_bands" VALUES(-5601730678611782355,10);
INSERT INTO "report_bands" VALUES(-5504772000627096347,1);
INSERT INTO "report_bands" VALUES(-5497173525677865760,12);
INSERT INTO "report_bands" VALUES(-5433487919507589749,4);
INSERT INTO "report_bands" VALUES(-5340605671982358020,2);
INSERT INTO "report_bands" VALUES(-5340605671982358020,3);
INSERT INTO "report_bands" VALUES(-5184395329053473170,5);
INSERT INTO "report_bands" VALUES(-5074669540402840300,7);
INSERT INTO "report_bands" VALUES(-5036555919356406162,9);
INSERT INTO "report_bands" VALUES(-5026818437509607603,2);
INSERT INTO "report_bands" VALUES(-5026818437509607603,3);
INSERT INTO "report_bands" VALUES(-4857029927286498732,12);
INSERT INTO "report_bands" VALUES(-4788877878787528808,8);
INSERT INTO "report_bands" VALUES(-4661865119504866124,12);
INSERT INTO "report_bands" VALUES(-4499835320982154729,9);
INSERT INTO "report_bands" VALUES(-4377286477800754113,9);
INSERT INTO "report_bands" VALUES(-4187666288911524624,1);
INSERT INTO "report_bands" VALUES(-4181709792721587137,7);
INSERT INTO "report_bands" VALUES(-3888468666805463799,4);
INSERT INTO "report_bands" VALUES(-3883831423632146550,6);
INSERT INTO "report_bands" VALUES(-3832347262398334907,10);
INSERT INTO "report_bands" VALUES(-3573905448969582747,4);
INSERT INTO "report_bands" VALUES(-3519644467425869628,8);
INSERT INTO "report_bands" VALUES(-3393193463015630342,4);
INSERT INTO "report_bands" VALUES(-3355930664776603306,8);
INSERT INTO "report_bands" VALUES(-3141975340851235963,10);
INSERT INTO "report_bands" VALUES(-3039014211014954591,6);
INSERT INTO "report_bands" VALUES(-3033246976374599074,2);
INSERT INTO "report_bands" VALUES(-3033246976374599074,3);
INSERT INTO "report_bands" VALUES(-2746954099807600393,10);
INSERT INTO "report_bands" VALUES(-2615650454428972854,8);
INSERT INTO "report_bands" VALUES(-2469033180980743171,8);
INSERT INTO "report_bands" VALUES(-2420400544746207124,4);
INSERT INTO "report_bands" VALUES(-2328937327309898117,8);
INSERT INTO "report_bands" VALUES(-2307578638301042468,10);
INSERT INTO "report_bands" VALUES(-2224963536759000904,12);
INSERT INTO "report_bands" VALUES(-2122315378471539273,7);
INSERT INTO "report_bands" VALUES(-2044063321538969915,2);
INSERT INTO "report_bands" VALUES(-2044063321538969915,3);
INSERT INTO "report_bands" VALUES(-2025289422789145252,9);
INSERT INTO "report_bands" VALUES(-1914855639357224285,5);
INSERT INTO "report_bands" VALUES(-1901665717490471462,12);
INSERT INTO "report_bands" VALUES(-1838404662693242191,12);
INSERT INTO "report_bands" VALUES(-1787048642094622147,7);
INSERT INTO "report_bands" VALUES(-1647524733198168904,6);
INSERT INTO "report_bands" VALUES(-1585415624097301129,8);
INSERT INTO "report_bands" VALUES(-1562464235919160758,5);
INSERT INTO "report_bands" VALUES(-1548083160510211575,6);
INSERT INTO "report_bands" VALUES(-1499170691100354097,6);
INSERT INTO "report_bands" VALUES(-1297975278231850838,9);
INSERT INTO "report_bands" VALUES(-1157252824765455500,12);
INSERT INTO "report_bands" VALUES(-1122017126737946587,1);
INSERT INTO "report_bands" VALUES(-1065257459922999196,5);
INSERT INTO "report_bands" VALUES(-1012642476801921452,7);
INSERT INTO "report_bands" VALUES(-758509557030585966,6);
INSERT INTO "report_bands" VALUES(-730741821168293712,6);
INSERT INTO "report_bands" VALUES(-727966874107479988,2);
INSERT INTO "report_bands" VALUES(-727966874107479988,3);
INSERT INTO "report_bands" VALUES(-714989737187003594,1);
INSERT INTO "report_bands" VALUES(-638458084454889464,1);
INSERT INTO "report_bands" VALUES(-427158370754979508,6);
INSERT INTO "report_bands" VALUES(-401572747175685011,5);
INSERT INTO "report_bands" VALUES(-269821849892187268,5);
INSERT INTO "report_bands" VALUES(-247235514843919763,5);
INSERT INTO "report_bands" VALUES(-226138321632548650,1);
INSERT INTO "report_bands" VALUES(-195081850462237378,8);
INSERT INTO "report_bands" VALUES(-7238330098291306,4);
INSERT INTO "report_bands" VALUES(22844663196360258,5);
INSERT INTO "report_bands" VALUES(49844330196049857,10);
INSERT INTO "report_bands" VALUES(50491520118167130,4);
INSERT INTO "report_bands" VALUES(74372296109791358,9);
INSERT INTO "report_bands" VALUES(310444171955992925,7);
INSERT INTO "report_bands" VALUES(350691953336661520,10);
INSERT INTO "report_bands" VALUES(384682317570899255,4);
INSERT INTO "report_bands" VALUES(403392398640592009,5);
INSERT INTO "report_bands" VALUES(483761139255093687,10);
INSERT INTO "report_bands" VALUES(590271674866344678,1);
INSERT INTO "report_bands" VALUES(642421678959858727,5);
INSERT INTO "report_bands" VALUES(842341213857124971,2);
INSERT INTO "report_bands" VALUES(842341213857124971,3);
INSERT INTO "report_bands" VALUES(857239248353046945,5);
INSERT INTO "report_bands" VALUES(926121573405172960,8);
INSERT INTO "report_bands" VALUES(994783839556381995,4);
INSERT INTO "report_bands" VALUES(1037410954583767782,7);
INSERT INTO "report_bands" VALUES(1129563585049318423,4);
INSERT INTO "report_bands" VALUES(1231410154153754393,9);
INSERT INTO "report_bands" VALUES(1434506785995076134,12);
INSERT INTO "report_bands" VALUES(1501804406603891396,6);
INSERT INTO "report_bands" VALUES(1579890115463376074,1);
INSERT INTO "report_bands" VALUES(1622826224507544283,6);
INSERT INTO "report_bands" VALUES(1731892680161871433,2);
INSERT INTO "report_bands" VALUES(1731892680161871433,3);
INSERT INTO "report_bands" VALUES(1949105285380097861,2);
INSERT INTO "report_bands" VALUES(1949105285380097861,3);
INSERT INTO "report_bands" VALUES(2041361244989310835,8);
INSERT INTO "report_bands" VALUES(2127489047967869238,5);
INSERT INTO "report_bands" VALUES(2168161896748273629,8);
INSERT INTO "report_bands" VALUES(2513566414494338622,4);
INSERT INTO "report_bands" VALUES(2575538901947976833,1);
INSERT INTO "report_bands" VALUES(2637316099541730183,9);
INSERT INTO "report_bands" VALUES(2872423250822184213,6);
INSERT INTO "report_bands" VALUES(2959147066644566045,10);
INSERT INTO "report_bands" VALUES(3049297278766773019,7);
INSERT INTO "report_bands" VALUES(3224799000185938211,9);
INSERT INTO "report_bands" VALUES(3237571982845945544,2);
INSERT INTO "report_bands" VALUES(3237571982845945544,3);
INSERT INTO "report_bands" VALUES(3298926977454218652,4);
INSERT INTO "report_bands" VALUES(3431488554664030602,5);
INSERT INTO "report_bands" VALUES(3676124253120449037,7);
INSERT INTO "report_bands" VALUES(3679529657746626960,8);
INSERT INTO "report_bands" VALUES(3844266997093398569,12);
INSERT INTO "report_bands" VALUES(3924186965813475253,10);
INSERT INTO "report_bands" VALUES(4230650911880869658,7);
INSERT INTO "report_bands" VALUES(4347694207286222092,7);
INSERT INTO "report_bands" VALUES(4404366295543840863,6);
INSERT INTO "report_bands" VALUES(4489329906477856548,10);
INSERT INTO "report_bands" VALUES(4571089193202560656,8);
INSERT INTO "report_bands" VALUES(4744618345285374419,12);
INSERT INTO "report_bands" VALUES(4747504359796551221,7);
INSERT INTO "report_bands" VALUES(4760158905734815327,2);
INSERT INTO "report_bands" VALUES(4760158905734815327,3);
INSERT INTO "report_bands" VALUES(4760224424239943718,1);
INSERT INTO "report_bands" VALUES(4781571108963711691,10);
INSERT INTO "report_bands" VALUES(4941764849734603233,12);
INSERT INTO "report_bands" VALUES(5170448807458180768,12);
INSERT INTO "report_bands" VALUES(5249089617331081531,8);
INSERT INTO "report_bands" VALUES(5304207690599908542,4);
INSERT INTO "report_bands" VALUES(5399995962751064725,6);
INSERT INTO "report_bands" VALUES(5507389006134862250,5);
INSERT INTO "report_bands" VALUES(5511513225164103644,5);
INSERT INTO "report_bands" VALUES(5635981601482522903,9);
INSERT INTO "report_bands" VALUES(5692454264260859311,7);
INSERT INTO "report_bands" VALUES(5823430427656149944,7);
INSERT INTO "report_bands" VALUES(5957725511895116653,10);
INSERT INTO "report_bands" VALUES(6161101875603515831,9);
INSERT INTO "report_bands" VALUES(6190558979922682565,8);
INSERT INTO "report_bands" VALUES(6251317718757980399,5);
INSERT INTO "report_bands" VALUES(6307437415156912004,5);
INSERT INTO "report_bands" VALUES(6336804186137279610,5);
INSERT INTO "report_bands" VALUES(6365980971806836458,5);
INSERT INTO "report_bands" VALUES(6371539537570772115,8);
INSERT INTO "report_bands" VALUES(6387591505778086660,9);
INSERT INTO "report_bands" VALUES(6390346565916096081,1);
INSERT INTO "report_bands" VALUES(6480111477617116488,6);
INSERT INTO "report_bands" VALUES(6575553635670929440,4);
INSERT INTO "report_bands" VALUES(6783252531419923717,2);
INSERT INTO "report_bands" VALUES(6783252531419923717,3);
INSERT INTO "report_bands" VALUES(6985865538103902513,12);
INSERT INTO "report_bands" VALUES(7037940937012087115,6);
INSERT INTO "report_bands" VALUES(7038494102732002166,7);
INSERT INTO "report_bands" VALUES(7140451252446633510,4);
INSERT INTO "report_bands" VALUES(7140631301515742853,12);
INSERT INTO "report_bands" VALUES(7235934974924312438,2);
INSERT INTO "report_bands" VALUES(7235934974924312438,3);
INSERT INTO "report_bands" VALUES(7300660878160935523,7);
INSERT INTO "report_bands" VALUES(7409800018192519725,9);
INSERT INTO "report_bands" VALUES(7417323957323516889,6);
INSERT INTO "report_bands" VALUES(7446625815805439493,4);
INSERT INTO "report_bands" VALUES(7500719924832756020,2);
INSERT INTO "report_bands" VALUES(7500719924832756020,3);
INSERT INTO "report_bands" VALUES(7535037439891135508,9);
INSERT INTO "report_bands" VALUES(7733705815298567937,6);
INSERT INTO "report_bands" VALUES(7807832362500493378,9);
INSERT INTO "report_bands" VALUES(7908300167239709563,10);
INSERT INTO "report_bands" VALUES(7920631207848996590,12);
INSERT INTO "report_bands" VALUES(7971082039041413386,4);
INSERT INTO "report_bands" VALUES(8002266060477813046,9);
INSERT INTO "report_bands" VALUES(8014750359692770632,9);
INSERT INTO "report_bands" VALUES(8161636769176124716,10);
INSERT INTO "report_bands" VALUES(8184163375689620211,2);
INSERT INTO "report_bands" VALUES(8184163375689620211,3);
INSERT INTO "report_bands" VALUES(8255838653764224822,4);
INSERT INTO "report_bands" VALUES(8372762561749939400,7);
INSERT INTO "report_bands" VALUES(8397365976802791471,10);
INSERT INTO "report_bands" VALUES(8460753395581359153,8);
INSERT INTO "report_bands" VALUES(8502629697851542100,8);
INSERT INTO "report_bands" VALUES(8507727557295154104,2);
INSERT INTO "report_bands" VALUES(8507727557295154104,3);
INSERT INTO "report_bands" VALUES(8556923574654464333,2);
INSERT INTO "report_bands" VALUES(8556923574654464333,3);
INSERT INTO "report_bands" VALUES(8709207124014655807,7);
INSERT INTO "report_bands" VALUES(8765521270345501665,1);
INSERT INTO "report_bands" VALUES(8865335693844889878,12);
INSERT INTO "report_bands" VALUES(8903903427741129656,6);
INSERT INTO "report_bands" VALUES(8946129500780920107,12);
INSERT INTO "report_bands" VALUES(8953755694119043671,10);
INSERT INTO "report_bands" VALUES(8992831835876986518,6);
INSERT INTO "report_bands" VALUES(9068140405745664805,2);
INSERT INTO "report_bands" VALUES(9068140405745664805,3);
CREATE TABLE report_deal_keys (
	"key" BIGINT NOT NULL, 
	report_deal_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_deal_keys PRIMARY KEY ("key", report_deal_id), 
	CONSTRAINT fk_report_deal_keys_report_deal_id FOREIGN KEY(report_deal_id) REFERENCES report_deals (id)
)
 WITHOUT ROWID

;
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,1);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,1);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,1);
INSERT INTO "report_deal_keys" VALUES(-191033798362492114,1);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,1);
INSERT INTO "report_deal_keys" VALUES(4085878449713259017,1);
INSERT INTO "report_deal_keys" VALUES(5774449063638042408,1);
INSERT INTO "report_deal_keys" VALUES(6589002847161340641,1);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,2);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,2);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,2);
INSERT INTO "report_deal_keys" VALUES(-191033798362492114,2);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,2);
INSERT INTO "report_deal_keys" VALUES(4085878449713259017,2);
INSERT INTO "report_deal_keys" VALUES(5774449063638042408,2);
INSERT INTO "report_deal_keys" VALUES(6589002847161340641,2);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,3);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,3);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,3);
INSERT INTO "report_deal_keys" VALUES(-191033798362492114,3);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,3);
INSERT INTO "report_deal_keys" VALUES(4085878449713259017,3);
INSERT INTO "report_deal_keys" VALUES(5774449063638042408,3);
INSERT INTO "report_deal_keys" VALUES(6589002847161340641,3);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,4);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,4);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,4);
INSERT INTO "report_deal_keys" VALUES(-191033798362492114,4);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,4);
INSERT INTO "report_deal_keys" VALUES(4085878449713259017,4);
INSERT INTO "report_deal_keys" VALUES(5774449063638042408,4);
INSERT INTO "report_deal_keys" VALUES(6589002847161340641,4);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,5);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,5);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,5);
INSERT INTO "report_deal_keys" VALUES(-191033798362492114,5);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,5);
INSERT INTO "report_deal_keys" VALUES(4085878449713259017,5);
INSERT INTO "report_deal_keys" VALUES(5774449063638042408,5);
INSERT INTO "report_deal_keys" VALUES(6589002847161340641,5);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,6);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,6);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,6);
INSERT INTO "report_deal_keys" VALUES(-191033798362492114,6);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,6);
INSERT INTO "report_deal_keys" VALUES(1782363413237049949,6);
INSERT INTO "report_deal_keys" VALUES(4085878449713259017,6);
INSERT INTO "report_deal_keys" VALUES(5774449063638042408,6);
INSERT INTO "report_deal_keys" VALUES(6589002847161340641,6);
INSERT INTO "report_deal_keys" VALUES(9073852471647601278,6);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,7);
INSERT INTO "report_deal_keys" VALUES(-3662131930965395020,7);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,7);
INSERT INTO "report_deal_keys" VALUES(1120812882263620253,7);
INSERT INTO "report_deal_keys" VALUES(-8485321980873156795,8);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,8);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,8);
INSERT INTO "report_deal_keys" VALUES(-1778029749215777296,8);
INSERT INTO "report_deal_keys" VALUES(-8485321980873156795,9);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,9);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,9);
INSERT INTO "report_deal_keys" VALUES(-1778029749215777296,9);
INSERT INTO "report_deal_keys" VALUES(-8485321980873156795,10);
INSERT INTO "report_deal_keys" VALUES(-8318097649303354039,10);
INSERT INTO "report_deal_keys" VALUES(-2284176642618643541,10);
INSERT INTO "report_deal_keys" VALUES(-1778029749215777296,10);
INSERT INTO "report_deal_keys" VALUES(-8448302980056988134,12);
INSERT INTO "report_deal_keys" VALUES(-8076106711219436952,12);
INSERT INTO "report_deal_keys" VALUES(-7389782297836641810,12);
INSERT INTO "report_deal_keys" VALUES(-3193529330352611308,12);
INSERT INTO "report_deal_keys" VALUES(-2880962838907765496,12);
INSERT INTO "report_deal_keys" VALUES(-312918000948016728,12);
INSERT INTO "report_deal_keys" VALUES(5682527142892083113,12);
INSERT INTO "report_deal_keys" VALUES(8537368289775935164,12);
CREATE TABLE report_deals (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	report_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	supplier TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	stage VARCHAR(16) NOT NULL, 
	stage_date VARCHAR(10), 
	hedged BOOLEAN NOT NULL, 
	value_amount FLOAT, 
	value_currency VARCHAR(3), 
	items JSON NOT NULL, 
	financing JSON NOT NULL, 
	says JSON NOT NULL, 
	claims JSON NOT NULL, 
	chains JSON NOT NULL, 
	steps JSON NOT NULL, 
	known_from DATE NOT NULL, 
	family_id INTEGER NOT NULL, 
	deal VARCHAR(64) NOT NULL, backing JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_report_deals PRIMARY KEY (id), 
	CONSTRAINT fk_report_deals_report_id FOREIGN KEY(report_id) REFERENCES reports (id), 
	CONSTRAINT uq_report_deals_slug UNIQUE (slug)
);
INSERT INTO "report_deals" VALUES(1,'rus-cub-2018-aaf335a15e',1,0,'RUS','CUB','sale','announced','2018-10',1,NULL,NULL,'[{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}, {"text": "spare parts for tanks", "class": "engine/parts", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD"}]','["Kommersant", "three sources in the field of military-technical cooperation"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-10-29',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(2,'rus-cub-2018-0fc9314702',2,0,'RUS','CUB','sale','negotiating','2018-10',1,NULL,NULL,'[{"text": "Armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD"}]','["Kommersant", "unidentified sources"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-10-30',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(3,'rus-cub-2018-54b41b4b8e',3,0,'RUS','CUB','sale','negotiating','2018-10',1,NULL,NULL,'[{"text": "Armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD"}]','["Kommersant", "unidentified sources"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-10-31',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(4,'rus-cub-2018-02a7c6045e',4,0,'RUS','CUB','sale','negotiating','2018-10',1,NULL,NULL,'[{"text": "Transport helicopters", "class": "helicopter", "designation": null, "quantity": null}, {"text": "light armour", "class": "armoured vehicle", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 44000000.0, "currency": "EUR", "amount_also_ok": [50000000.0], "currency_also_ok": ["USD"]}]','["Kommersant"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-10-31',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(5,'rus-cub-2018-f3e28d48b5',5,0,'RUS','CUB','sale','considered','2018-10',1,NULL,NULL,'[{"text": "parts for tanks", "class": "engine/parts", "designation": null, "quantity": null}, {"text": "armored cars", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "choppers", "class": "helicopter", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD"}]','["Kommersant"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-10-31',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(6,'rus-cub-2018-9e95997d4f',6,0,'RUS','CUB','sale','negotiating','2018-11',1,NULL,NULL,'[{"text": "armoured vehicles", "class": "armoured vehicle", "designation": null, "quantity": null}, {"text": "helicopters", "class": "helicopter", "designation": null, "quantity": null}, {"text": "small arms", "class": "small arms", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD"}]','["Continental Wire", "Kommersant"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-11-01',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(7,'rus-cub-2018-faaa4ac078',7,0,'RUS','CUB','sale','negotiating','2018-11',1,NULL,NULL,'[{"text": "arms", "class": "other", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 50000000.0, "currency": "USD"}]','["Kommersant"]','["c1"]','[[{"source": "Kommersant", "kind": "publisher", "cue": null}]]','[]','2018-11-03',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(8,'rus-cub-2019-b84a2b066f',8,0,'RUS','CUB','sale','approved','2019-02',0,NULL,NULL,'[{"text": "products of Russia''s military industry", "class": "other", "designation": null, "quantity": null}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR"}]','["Rossiyskaya Gazeta", "Russian ambassador in Havana"]','["c1"]','[[{"source": "Russian ambassador", "kind": "publisher", "cue": null}]]','[]','2019-02-06',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(9,'rus-cub-2019-5e0ea40bb4',9,0,'RUS','CUB','sale','approved','2019-02',0,NULL,NULL,'[]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 43000000.0, "currency": "USD", "currency_also_ok": ["EUR"]}]','["RIA Novosti", "member of the Russian half of the trade commission"]','["c1"]','[[{"source": "RIA Novosti", "kind": "publisher", "cue": null}]]','[]','2019-02-08',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(10,'rus-cub-2019-f062726b74',10,0,'RUS','CUB','sale','financed','2019-07',0,NULL,NULL,'[{"text": "new equipment", "class": "other", "designation": null, "quantity": null}, {"text": "repairs", "class": "training/support", "designation": null, "quantity": null, "optional": true, "class_also_ok": ["engine/parts", "other"]}]','[{"terms": null, "claims": ["c1"], "kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 38000000.0, "currency": "EUR", "amount_also_ok": [42000000.0], "currency_also_ok": ["USD"]}]','["Russian diplomat"]','["c1"]','[[]]','[]','2019-07-25',1,'rus-cub-2018-aaf335a15e','{}');
INSERT INTO "report_deals" VALUES(11,'nor-prt-2015-449c22903d',11,0,'NOR','PRT','sale','announced',NULL,0,1200000000.0,'USD','[{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": 5}]','[]','[]','["c1"]','[[]]','[]','2015-01-05',0,'nor-prt-2015-449c22903d','{}');
INSERT INTO "report_deals" VALUES(12,'nor-prt-2015-94dbb8bd30',12,0,'NOR','PRT','sale','announced',NULL,0,1200000000.0,'USD','[{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": 5}]','[]','[]','["c1"]','[[]]','[]','2015-01-05',12,'nor-prt-2015-94dbb8bd30','{}');
CREATE TABLE report_offices (
	name_id INTEGER NOT NULL, 
	office VARCHAR(64) NOT NULL, 
	report_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_offices PRIMARY KEY (name_id, office, report_id), 
	CONSTRAINT fk_report_offices_name_id FOREIGN KEY(name_id) REFERENCES names (id), 
	CONSTRAINT fk_report_offices_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
)
 WITHOUT ROWID

;
CREATE TABLE reports (
	id INTEGER NOT NULL, 
	"key" VARCHAR(12) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	url TEXT, 
	path TEXT, 
	title TEXT, 
	publisher TEXT, 
	published DATE, 
	language VARCHAR(8), 
	dateline TEXT, 
	text TEXT NOT NULL, 
	asides JSON NOT NULL, 
	added_at DATETIME NOT NULL, 
	superseded_by INTEGER, 
	superseded_at DATETIME, 
	copy_of INTEGER, 
	signature BLOB NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (id), 
	CONSTRAINT fk_reports_copy_of FOREIGN KEY(copy_of) REFERENCES reports (id), 
	CONSTRAINT fk_reports_superseded_by FOREIGN KEY(superseded_by) REFERENCES reports (id), 
	CONSTRAINT uq_reports_key UNIQUE ("key"), 
	CONSTRAINT uq_reports_sha256 UNIQUE (sha256)
);
INSERT INTO "reports" VALUES(1,'5cd810b3bd5b','5cd810b3bd5b626e5ecf58e248b7074952a8720ee82bca5ac747c65b411dacc7',NULL,NULL,'2018-10-29-kommersant-summary','Neva Business Review','2018-10-29','en',NULL,'2018-10-29-kommersant-summary0x0 2018-10-29-kommersant-summary1x7 2018-10-29-kommersant-summary2x3 2018-10-29-kommersant-summary3x10 2018-10-29-kommersant-summary4x6 2018-10-29-kommersant-summary5x2 2018-10-29-kommersant-summary6x9 2018-10-29-kommersant-summary7x5.
2018-10-29-kommersant-summary8x1 2018-10-29-kommersant-summary9x8 2018-10-29-kommersant-summary10x4 2018-10-29-kommersant-summary11x0 2018-10-29-kommersant-summary12x7 2018-10-29-kommersant-summary13x3 2018-10-29-kommersant-summary14x10 2018-10-29-kommersant-summary15x6.
2018-10-29-kommersant-summary16x2 2018-10-29-kommersant-summary17x9 2018-10-29-kommersant-summary18x5 2018-10-29-kommersant-summary19x1 2018-10-29-kommersant-summary20x8 2018-10-29-kommersant-summary21x4 2018-10-29-kommersant-summary22x0 2018-10-29-kommersant-summary23x7.
2018-10-29-kommersant-summary24x3 2018-10-29-kommersant-summary25x10 2018-10-29-kommersant-summary26x6 2018-10-29-kommersant-summary27x2 2018-10-29-kommersant-summary28x9 2018-10-29-kommersant-summary29x5 2018-10-29-kommersant-summary30x1 2018-10-29-kommersant-summary31x8.
2018-10-29-kommersant-summary32x4 2018-10-29-kommersant-summary33x0 2018-10-29-kommersant-summary34x7 2018-10-29-kommersant-summary35x3 2018-10-29-kommersant-summary36x10 2018-10-29-kommersant-summary37x6 2018-10-29-kommersant-summary38x2 2018-10-29-kommersant-summary39x9.
2018-10-29-kommersant-summary40x5 2018-10-29-kommersant-summary41x1 2018-10-29-kommersant-summary42x8 2018-10-29-kommersant-summary43x4 2018-10-29-kommersant-summary44x0 2018-10-29-kommersant-summary45x7 2018-10-29-kommersant-summary46x3 2018-10-29-kommersant-summary47x10.
2018-10-29-kommersant-summary48x6 2018-10-29-kommersant-summary49x2 2018-10-29-kommersant-summary50x9 2018-10-29-kommersant-summary51x5 2018-10-29-kommersant-summary52x1 2018-10-29-kommersant-summary53x8 2018-10-29-kommersant-summary54x4 2018-10-29-kommersant-summary55x0.
2018-10-29-kommersant-summary56x7 2018-10-29-kommersant-summary57x3 2018-10-29-kommersant-summary58x10 2018-10-29-kommersant-summary59x6 2018-10-29-kommersant-summary60x2 2018-10-29-kommersant-summary61x9 2018-10-29-kommersant-summary62x5 2018-10-29-kommersant-summary63x1.
2018-10-29-kommersant-summary64x8 2018-10-29-kommersant-summary65x4 2018-10-29-kommersant-summary66x0 2018-10-29-kommersant-summary67x7 2018-10-29-kommersant-summary68x3 2018-10-29-kommersant-summary69x10 2018-10-29-kommersant-summary70x6 2018-10-29-kommersant-summary71x2.
2018-10-29-kommersant-summary72x9 2018-10-29-kommersant-summary73x5 2018-10-29-kommersant-summary74x1 2018-10-29-kommersant-summary75x8 2018-10-29-kommersant-summary76x4 2018-10-29-kommersant-summary77x0 2018-10-29-kommersant-summary78x7 2018-10-29-kommersant-summary79x3.
2018-10-29-kommersant-summary
','[]','2026-11-24 10:37:36.459971',NULL,NULL,NULL,X'A57D1510441B862B7783210B55E2E408901B8E05E5558A01E457EE22688B1815DFEE4800FE451A0039369E0047068A05B6DD0A10842C552090569C14DF14E5010769880171612D0C2AC9DE041BE09D071F503C215795CE0BF59A9E00A0987702FED4B50242FC461200E0BE0E1DB439171DAC120439524F286571E41263D49D0D04CF3C06F06720452DC34D4CD9D6B42078C9D41D3C077213B739F316A4ED270DE2826612FA328B09F3317006DF183E01AF0C0A040384F507C283CB03A3E0A83C4CB3990997F10800310AB707E6972200D326552BFB4CE9034E62B200C891D90DF482C52853536701B30C29113EC3870438D4DD057EF85B21542D390EB294610D2DABE0016874DD25BA94EF2451A68907A769C700C22D8F1240AFF51F220DA5070C24AC1196517B03CD579D0B7E5F200103054535CF80F109A0CE451C18184502');
INSERT INTO "reports" VALUES(2,'2a814aab04bf','2a814aab04bf2c4bce8cfb10381cdbc020455b554d41d5fa5bab5fceae6d649c',NULL,NULL,'2018-10-30-wire','Continental Wire','2018-10-30','en',NULL,'2018-10-30-wire0x0 2018-10-30-wire1x7 2018-10-30-wire2x3 2018-10-30-wire3x10 2018-10-30-wire4x6 2018-10-30-wire5x2 2018-10-30-wire6x9 2018-10-30-wire7x5.
2018-10-30-wire8x1 2018-10-30-wire9x8 2018-10-30-wire10x4 2018-10-30-wire11x0 2018-10-30-wire12x7 2018-10-30-wire13x3 2018-10-30-wire14x10 2018-10-30-wire15x6.
2018-10-30-wire16x2 2018-10-30-wire17x9 2018-10-30-wire18x5 2018-10-30-wire19x1 2018-10-30-wire20x8 2018-10-30-wire21x4 2018-10-30-wire22x0 2018-10-30-wire23x7.
2018-10-30-wire24x3 2018-10-30-wire25x10 2018-10-30-wire26x6 2018-10-30-wire27x2 2018-10-30-wire28x9 2018-10-30-wire29x5 2018-10-30-wire30x1 2018-10-30-wire31x8.
2018-10-30-wire32x4 2018-10-30-wire33x0 2018-10-30-wire34x7 2018-10-30-wire35x3 2018-10-30-wire36x10 2018-10-30-wire37x6 2018-10-30-wire38x2 2018-10-30-wire39x9.
2018-10-30-wire40x5 2018-10-30-wire41x1 2018-10-30-wire42x8 2018-10-30-wire43x4 2018-10-30-wire44x0 2018-10-30-wire45x7 2018-10-30-wire46x3 2018-10-30-wire47x10.
2018-10-30-wire48x6 2018-10-30-wire49x2 2018-10-30-wire50x9 2018-10-30-wire51x5 2018-10-30-wire52x1 2018-10-30-wire53x8 2018-10-30-wire54x4 2018-10-30-wire55x0.
2018-10-30-wire56x7 2018-10-30-wire57x3 2018-10-30-wire58x10 2018-10-30-wire59x6 2018-10-30-wire60x2 2018-10-30-wire61x9 2018-10-30-wire62x5 2018-10-30-wire63x1.
2018-10-30-wire64x8 2018-10-30-wire65x4 2018-10-30-wire66x0 2018-10-30-wire67x7 2018-10-30-wire68x3 2018-10-30-wire69x10 2018-10-30-wire70x6 2018-10-30-wire71x2.
2018-10-30-wire72x9 2018-10-30-wire73x5 2018-10-30-wire74x1 2018-10-30-wire75x8 2018-10-30-wire76x4 2018-10-30-wire77x0 2018-10-30-wire78x7 2018-10-30-wire79x3.
2018-10-30-wire
','[]','2026-11-24 10:37:36.598718',NULL,NULL,NULL,X'31BE2928CD6CB82A179EE104764E74004C34220AA3C2700A8774870D0FE421120C29AC07678C652F9062453C315E021240482619497D1D0505B60F186660710179F9D905D4A5880174A31C04B1163E1B58D9F413DB210001B3A6831AEC3AAD16DC8F8A1DBA6D1904B31F830445982502FEA825038A8EE307033BCA01303CF916E43A360C6C98F70B3347CF088587A20215DD552128E75F0BDA8E5305027C000030690E051E3719033BC0C50E2AC3AD076B947825F84AB7410A83D1091BDEDE0C4B0E0703212ACD0C6D54FA40A89CD7058BE24005872C9800DE056E018D7EA5190CFCE706D664CC1421ADB40A03D4E80229BB560559D35F0C521D770248825C35D21FB003FC526703A3D7F91AAC82C1117E6FC41FFEAD7B0A8B051818FDCDEB22FBF4C30197521C167023B922443C4814DE7EAE02E1CDC70C54A7E30676BD6B0E');
INSERT INTO "reports" VALUES(3,'ffb3a89193ed','ffb3a89193ed2db578b17f9a74828b9d798ce1c10ef3681d4e218c907876cb70',NULL,NULL,'2018-10-31-reprint','The Bahamas Mercury','2018-10-31','en',NULL,'2018-10-30-wire0x0 2018-10-30-wire1x7 2018-10-30-wire2x3 2018-10-30-wire3x10 2018-10-30-wire4x6 2018-10-30-wire5x2 2018-10-30-wire6x9 2018-10-30-wire7x5.
2018-10-30-wire8x1 2018-10-30-wire9x8 2018-10-30-wire10x4 2018-10-30-wire11x0 2018-10-30-wire12x7 2018-10-30-wire13x3 2018-10-30-wire14x10 2018-10-30-wire15x6.
2018-10-30-wire16x2 2018-10-30-wire17x9 2018-10-30-wire18x5 2018-10-30-wire19x1 2018-10-30-wire20x8 2018-10-30-wire21x4 2018-10-30-wire22x0 2018-10-30-wire23x7.
2018-10-30-wire24x3 2018-10-30-wire25x10 2018-10-30-wire26x6 2018-10-30-wire27x2 2018-10-30-wire28x9 2018-10-30-wire29x5 2018-10-30-wire30x1 2018-10-30-wire31x8.
2018-10-30-wire32x4 2018-10-30-wire33x0 2018-10-30-wire34x7 2018-10-30-wire35x3 2018-10-30-wire36x10 2018-10-30-wire37x6 2018-10-30-wire38x2 2018-10-30-wire39x9.
2018-10-30-wire40x5 2018-10-30-wire41x1 2018-10-30-wire42x8 2018-10-30-wire43x4 2018-10-30-wire44x0 2018-10-30-wire45x7 2018-10-30-wire46x3 2018-10-30-wire47x10.
2018-10-30-wire48x6 2018-10-30-wire49x2 2018-10-30-wire50x9 2018-10-30-wire51x5 2018-10-30-wire52x1 2018-10-30-wire53x8 2018-10-30-wire54x4 2018-10-30-wire55x0.
2018-10-30-wire56x7 2018-10-30-wire57x3 2018-10-30-wire58x10 2018-10-30-wire59x6 2018-10-30-wire60x2 2018-10-30-wire61x9 2018-10-30-wire62x5 2018-10-30-wire63x1.
2018-10-30-wire64x8 2018-10-30-wire65x4 2018-10-30-wire66x0 2018-10-30-wire67x7 2018-10-30-wire68x3 2018-10-30-wire69x10 2018-10-30-wire70x6 2018-10-30-wire71x2.
2018-10-30-wire72x9 2018-10-30-wire73x5 2018-10-30-wire74x1 2018-10-30-wire75x8 2018-10-30-wire76x4 2018-10-30-wire77x0 2018-10-30-wire78x7 2018-10-30-wire79x3.
2018-10-31-reprint
','[]','2026-11-24 10:37:36.608066',NULL,NULL,2,X'31BE2928CD6CB82A179EE104764E74004C34220AA3C2700A8774870D0FE421120C29AC07678C652F9062453C315E021240482619497D1D0505B60F186660710179F9D905D4A5880174A31C04B1163E1B58D9F413DB210001B3A6831AEC3AAD16DC8F8A1DBA6D1904B31F830445982502FEA825038A8EE307033BCA01303CF916E43A360C6C98F70B3347CF088587A20215DD552128E75F0BDA8E5305027C000030690E051E3719033BC0C50E2AC3AD076B947825F84AB7410A83D1091BDEDE0C4B0E0703212ACD0C6D54FA40A89CD7058BE24005872C9800DE056E018D7EA5190CFCE706D664CC1421ADB40A03D4E80229BB560559D35F0C521D770248825C35D21FB003FC526703A3D7F91AAC82C1117E6FC41FFEAD7B0A8B051818FDCDEB22FBF4C30197521C167023B922443C4814DE7EAE02E1CDC70C54A7E30676BD6B0E');
INSERT INTO "reports" VALUES(4,'e85ca25f149f','e85ca25f149ff389e296309749b7d5071007cc3cdea13f4be8c9f6f681a771f0',NULL,NULL,'2018-10-31-madrid-daily','El Heraldo del Manzanares','2018-10-31','en',NULL,'2018-10-31-madrid-daily0x0 2018-10-31-madrid-daily1x7 2018-10-31-madrid-daily2x3 2018-10-31-madrid-daily3x10 2018-10-31-madrid-daily4x6 2018-10-31-madrid-daily5x2 2018-10-31-madrid-daily6x9 2018-10-31-madrid-daily7x5.
2018-10-31-madrid-daily8x1 2018-10-31-madrid-daily9x8 2018-10-31-madrid-daily10x4 2018-10-31-madrid-daily11x0 2018-10-31-madrid-daily12x7 2018-10-31-madrid-daily13x3 2018-10-31-madrid-daily14x10 2018-10-31-madrid-daily15x6.
2018-10-31-madrid-daily16x2 2018-10-31-madrid-daily17x9 2018-10-31-madrid-daily18x5 2018-10-31-madrid-daily19x1 2018-10-31-madrid-daily20x8 2018-10-31-madrid-daily21x4 2018-10-31-madrid-daily22x0 2018-10-31-madrid-daily23x7.
2018-10-31-madrid-daily24x3 2018-10-31-madrid-daily25x10 2018-10-31-madrid-daily26x6 2018-10-31-madrid-daily27x2 2018-10-31-madrid-daily28x9 2018-10-31-madrid-daily29x5 2018-10-31-madrid-daily30x1 2018-10-31-madrid-daily31x8.
2018-10-31-madrid-daily32x4 2018-10-31-madrid-daily33x0 2018-10-31-madrid-daily34x7 2018-10-31-madrid-daily35x3 2018-10-31-madrid-daily36x10 2018-10-31-madrid-daily37x6 2018-10-31-madrid-daily38x2 2018-10-31-madrid-daily39x9.
2018-10-31-madrid-daily40x5 2018-10-31-madrid-daily41x1 2018-10-31-madrid-daily42x8 2018-10-31-madrid-daily43x4 2018-10-31-madrid-daily44x0 2018-10-31-madrid-daily45x7 2018-10-31-madrid-daily46x3 2018-10-31-madrid-daily47x10.
2018-10-31-madrid-daily48x6 2018-10-31-madrid-daily49x2 2018-10-31-madrid-daily50x9 2018-10-31-madrid-daily51x5 2018-10-31-madrid-daily52x1 2018-10-31-madrid-daily53x8 2018-10-31-madrid-daily54x4 2018-10-31-madrid-daily55x0.
2018-10-31-madrid-daily56x7 2018-10-31-madrid-daily57x3 2018-10-31-madrid-daily58x10 2018-10-31-madrid-daily59x6 2018-10-31-madrid-daily60x2 2018-10-31-madrid-daily61x9 2018-10-31-madrid-daily62x5 2018-10-31-madrid-daily63x1.
2018-10-31-madrid-daily64x8 2018-10-31-madrid-daily65x4 2018-10-31-madrid-daily66x0 2018-10-31-madrid-daily67x7 2018-10-31-madrid-daily68x3 2018-10-31-madrid-daily69x10 2018-10-31-madrid-daily70x6 2018-10-31-madrid-daily71x2.
2018-10-31-madrid-daily72x9 2018-10-31-madrid-daily73x5 2018-10-31-madrid-daily74x1 2018-10-31-madrid-daily75x8 2018-10-31-madrid-daily76x4 2018-10-31-madrid-daily77x0 2018-10-31-madrid-daily78x7 2018-10-31-madrid-daily79x3.
2018-10-31-madrid-daily
','[]','2026-11-24 10:37:36.618286',NULL,NULL,NULL,X'95473C0BC91E2C0F6FD53F07122CD50BFE759D0E301DB104EA3EEA07D742E30916656439B66CE704239C771146A0AE3E5E1D572989ED904EF3DBC40069F29D0706622B10DABDFD02E4E6C311DCC9D6454A6EE91935320519EE46930F0022C118A6AA6B0EF718AE0A7ADDAF159EB49F0D66135E1D7DFDBF0645099E10637E9403E5F29A17F3F46B0198A1A60973F996091B8A13064BC5B62E6F6AE00B922D2B0212507017BB6865066E7B711290877206583B6D0833F31B1922CB30080F8EF20233835F0CD74846114091D80A9116650B13DBB8177901D704ED5A7A00CE70F527129F4A340D0E190FFEDED411EA9AC608F7A021043D89CF01D145910FF9AFC3374AC5B904629EAF001225CB04F1423B02A2298C00BE38CD06007E34006B07160716BD3C0579904406222F032A1C3C0E0092F4070487F184099ADF951D0BF7B705');
INSERT INTO "reports" VALUES(5,'f3563af49233','f3563af49233adfd7e95e1909a2ab0291172973f8a68ea006e4caacbe66e6414',NULL,NULL,'2018-10-31-miami-blog','Malecón Watch','2018-10-31','en',NULL,'2018-10-31-miami-blog0x0 2018-10-31-miami-blog1x7 2018-10-31-miami-blog2x3 2018-10-31-miami-blog3x10 2018-10-31-miami-blog4x6 2018-10-31-miami-blog5x2 2018-10-31-miami-blog6x9 2018-10-31-miami-blog7x5.
2018-10-31-miami-blog8x1 2018-10-31-miami-blog9x8 2018-10-31-miami-blog10x4 2018-10-31-miami-blog11x0 2018-10-31-miami-blog12x7 2018-10-31-miami-blog13x3 2018-10-31-miami-blog14x10 2018-10-31-miami-blog15x6.
2018-10-31-miami-blog16x2 2018-10-31-miami-blog17x9 2018-10-31-miami-blog18x5 2018-10-31-miami-blog19x1 2018-10-31-miami-blog20x8 2018-10-31-miami-blog21x4 2018-10-31-miami-blog22x0 2018-10-31-miami-blog23x7.
2018-10-31-miami-blog24x3 2018-10-31-miami-blog25x10 2018-10-31-miami-blog26x6 2018-10-31-miami-blog27x2 2018-10-31-miami-blog28x9 2018-10-31-miami-blog29x5 2018-10-31-miami-blog30x1 2018-10-31-miami-blog31x8.
2018-10-31-miami-blog32x4 2018-10-31-miami-blog33x0 2018-10-31-miami-blog34x7 2018-10-31-miami-blog35x3 2018-10-31-miami-blog36x10 2018-10-31-miami-blog37x6 2018-10-31-miami-blog38x2 2018-10-31-miami-blog39x9.
2018-10-31-miami-blog40x5 2018-10-31-miami-blog41x1 2018-10-31-miami-blog42x8 2018-10-31-miami-blog43x4 2018-10-31-miami-blog44x0 2018-10-31-miami-blog45x7 2018-10-31-miami-blog46x3 2018-10-31-miami-blog47x10.
2018-10-31-miami-blog48x6 2018-10-31-miami-blog49x2 2018-10-31-miami-blog50x9 2018-10-31-miami-blog51x5 2018-10-31-miami-blog52x1 2018-10-31-miami-blog53x8 2018-10-31-miami-blog54x4 2018-10-31-miami-blog55x0.
2018-10-31-miami-blog56x7 2018-10-31-miami-blog57x3 2018-10-31-miami-blog58x10 2018-10-31-miami-blog59x6 2018-10-31-miami-blog60x2 2018-10-31-miami-blog61x9 2018-10-31-miami-blog62x5 2018-10-31-miami-blog63x1.
2018-10-31-miami-blog64x8 2018-10-31-miami-blog65x4 2018-10-31-miami-blog66x0 2018-10-31-miami-blog67x7 2018-10-31-miami-blog68x3 2018-10-31-miami-blog69x10 2018-10-31-miami-blog70x6 2018-10-31-miami-blog71x2.
2018-10-31-miami-blog72x9 2018-10-31-miami-blog73x5 2018-10-31-miami-blog74x1 2018-10-31-miami-blog75x8 2018-10-31-miami-blog76x4 2018-10-31-miami-blog77x0 2018-10-31-miami-blog78x7 2018-10-31-miami-blog79x3.
2018-10-31-miami-blog
','[]','2026-11-24 10:37:36.634279',NULL,NULL,NULL,X'359AC20B1EABA50915A85402BD8D87298D0A4508E1E6A8010C255308F57A75144CD4BA0C449BB20C2D3C3B0022CE0005EA0BDA17260BFD22DFB8472DDE60C81A2F8167096D2B741877A7E40156FD6D09C7C4B0028E48EA0904B74323DCA080095BB44205979EBE20A44EC2284422A3051FDAEA05875F3613B2BF2027ADBBE53247468514A63710028128C10A64A64801EED0400D11D1291D7A43E80CD93CCD0C2559300AD92A633F22D8CB2CB23E2F01AEEA340B1E27BB17D771E601E8EA1D04FC4B8416C2B2FB122E060109C4E11C060E05CC117B1834064ADC0F04CB92E1313F5C950ED4F6E50D3BECB4042FC1C61B8E646400DE7ECC15B8D4D808170D68067BF8580AF835C9128E099F1533334E002196441F3243E403B587D4043C8C8A044F8B0B1D128BC303B9420E127ED2C30F35AD050D493B653C0CD895060D8A271A');
INSERT INTO "reports" VALUES(6,'1f57783462bf','1f57783462bf54e7db201a9020864b878c611e0906bd9124805bba5cc2af74d3',NULL,NULL,'2018-11-01-trade-letter','Andean Defence Letter','2018-11-01','en',NULL,'2018-11-01-trade-letter0x0 2018-11-01-trade-letter1x7 2018-11-01-trade-letter2x3 2018-11-01-trade-letter3x10 2018-11-01-trade-letter4x6 2018-11-01-trade-letter5x2 2018-11-01-trade-letter6x9 2018-11-01-trade-letter7x5.
2018-11-01-trade-letter8x1 2018-11-01-trade-letter9x8 2018-11-01-trade-letter10x4 2018-11-01-trade-letter11x0 2018-11-01-trade-letter12x7 2018-11-01-trade-letter13x3 2018-11-01-trade-letter14x10 2018-11-01-trade-letter15x6.
2018-11-01-trade-letter16x2 2018-11-01-trade-letter17x9 2018-11-01-trade-letter18x5 2018-11-01-trade-letter19x1 2018-11-01-trade-letter20x8 2018-11-01-trade-letter21x4 2018-11-01-trade-letter22x0 2018-11-01-trade-letter23x7.
2018-11-01-trade-letter24x3 2018-11-01-trade-letter25x10 2018-11-01-trade-letter26x6 2018-11-01-trade-letter27x2 2018-11-01-trade-letter28x9 2018-11-01-trade-letter29x5 2018-11-01-trade-letter30x1 2018-11-01-trade-letter31x8.
2018-11-01-trade-letter32x4 2018-11-01-trade-letter33x0 2018-11-01-trade-letter34x7 2018-11-01-trade-letter35x3 2018-11-01-trade-letter36x10 2018-11-01-trade-letter37x6 2018-11-01-trade-letter38x2 2018-11-01-trade-letter39x9.
2018-11-01-trade-letter40x5 2018-11-01-trade-letter41x1 2018-11-01-trade-letter42x8 2018-11-01-trade-letter43x4 2018-11-01-trade-letter44x0 2018-11-01-trade-letter45x7 2018-11-01-trade-letter46x3 2018-11-01-trade-letter47x10.
2018-11-01-trade-letter48x6 2018-11-01-trade-letter49x2 2018-11-01-trade-letter50x9 2018-11-01-trade-letter51x5 2018-11-01-trade-letter52x1 2018-11-01-trade-letter53x8 2018-11-01-trade-letter54x4 2018-11-01-trade-letter55x0.
2018-11-01-trade-letter56x7 2018-11-01-trade-letter57x3 2018-11-01-trade-letter58x10 2018-11-01-trade-letter59x6 2018-11-01-trade-letter60x2 2018-11-01-trade-letter61x9 2018-11-01-trade-letter62x5 2018-11-01-trade-letter63x1.
2018-11-01-trade-letter64x8 2018-11-01-trade-letter65x4 2018-11-01-trade-letter66x0 2018-11-01-trade-letter67x7 2018-11-01-trade-letter68x3 2018-11-01-trade-letter69x10 2018-11-01-trade-letter70x6 2018-11-01-trade-letter71x2.
2018-11-01-trade-letter72x9 2018-11-01-trade-letter73x5 2018-11-01-trade-letter74x1 2018-11-01-trade-letter75x8 2018-11-01-trade-letter76x4 2018-11-01-trade-letter77x0 2018-11-01-trade-letter78x7 2018-11-01-trade-letter79x3.
2018-11-01-trade-letter
','[]','2026-11-24 10:37:36.642384',NULL,NULL,NULL,X'1167D117194A4521DF3E2E16D7D56808B5DA220F42A3B00C12FEE20EAB2DFE06A0B30306E54FA30976896B2FA1097E0C442774142BA24D01F7DFC60138FC560D6F1FCC1F5DBF03127EEE8700DBDD59080514BA046A2C980285EC990406B81917AC17BC02E8C41101547BDC095B90F346BFB9960EC93C0705A57F5601B748D5044DDBC62528A87C003D638F303053DE0625FADE46D2B6ED040D896D033140351A00AFDD1998222802B300B3104345C40072E1700C89479001F423AE18CD0B8003616F1C1F24D70D167E2ACE0B420B44018D57580C8D7A5708CA9F140ADB17132BC1E93207C9DC0F210D859B0D18FA3830ABAA1B00F3468A110B7F692AD15A81061943970683023F1D90D34820C835390C817E090E4D1D210602CC49059FDAA01E4C603504CE996E0744AE2208E2656802C8607B080DDABD1BA8E4D012B5690817');
INSERT INTO "reports" VALUES(7,'4cb3e0f7a305','4cb3e0f7a305da3670abedc388e461e5c8473a66638f9ee0bf3d630cdda55c8a',NULL,NULL,'2018-11-03-kremlin-visit','Transcontinental Press','2018-11-03','en',NULL,'2018-11-03-kremlin-visit0x0 2018-11-03-kremlin-visit1x7 2018-11-03-kremlin-visit2x3 2018-11-03-kremlin-visit3x10 2018-11-03-kremlin-visit4x6 2018-11-03-kremlin-visit5x2 2018-11-03-kremlin-visit6x9 2018-11-03-kremlin-visit7x5.
2018-11-03-kremlin-visit8x1 2018-11-03-kremlin-visit9x8 2018-11-03-kremlin-visit10x4 2018-11-03-kremlin-visit11x0 2018-11-03-kremlin-visit12x7 2018-11-03-kremlin-visit13x3 2018-11-03-kremlin-visit14x10 2018-11-03-kremlin-visit15x6.
2018-11-03-kremlin-visit16x2 2018-11-03-kremlin-visit17x9 2018-11-03-kremlin-visit18x5 2018-11-03-kremlin-visit19x1 2018-11-03-kremlin-visit20x8 2018-11-03-kremlin-visit21x4 2018-11-03-kremlin-visit22x0 2018-11-03-kremlin-visit23x7.
2018-11-03-kremlin-visit24x3 2018-11-03-kremlin-visit25x10 2018-11-03-kremlin-visit26x6 2018-11-03-kremlin-visit27x2 2018-11-03-kremlin-visit28x9 2018-11-03-kremlin-visit29x5 2018-11-03-kremlin-visit30x1 2018-11-03-kremlin-visit31x8.
2018-11-03-kremlin-visit32x4 2018-11-03-kremlin-visit33x0 2018-11-03-kremlin-visit34x7 2018-11-03-kremlin-visit35x3 2018-11-03-kremlin-visit36x10 2018-11-03-kremlin-visit37x6 2018-11-03-kremlin-visit38x2 2018-11-03-kremlin-visit39x9.
2018-11-03-kremlin-visit40x5 2018-11-03-kremlin-visit41x1 2018-11-03-kremlin-visit42x8 2018-11-03-kremlin-visit43x4 2018-11-03-kremlin-visit44x0 2018-11-03-kremlin-visit45x7 2018-11-03-kremlin-visit46x3 2018-11-03-kremlin-visit47x10.
2018-11-03-kremlin-visit48x6 2018-11-03-kremlin-visit49x2 2018-11-03-kremlin-visit50x9 2018-11-03-kremlin-visit51x5 2018-11-03-kremlin-visit52x1 2018-11-03-kremlin-visit53x8 2018-11-03-kremlin-visit54x4 2018-11-03-kremlin-visit55x0.
2018-11-03-kremlin-visit56x7 2018-11-03-kremlin-visit57x3 2018-11-03-kremlin-visit58x10 2018-11-03-kremlin-visit59x6 2018-11-03-kremlin-visit60x2 2018-11-03-kremlin-visit61x9 2018-11-03-kremlin-visit62x5 2018-11-03-kremlin-visit63x1.
2018-11-03-kremlin-visit64x8 2018-11-03-kremlin-visit65x4 2018-11-03-kremlin-visit66x0 2018-11-03-kremlin-visit67x7 2018-11-03-kremlin-visit68x3 2018-11-03-kremlin-visit69x10 2018-11-03-kremlin-visit70x6 2018-11-03-kremlin-visit71x2.
2018-11-03-kremlin-visit72x9 2018-11-03-kremlin-visit73x5 2018-11-03-kremlin-visit74x1 2018-11-03-kremlin-visit75x8 2018-11-03-kremlin-visit76x4 2018-11-03-kremlin-visit77x0 2018-11-03-kremlin-visit78x7 2018-11-03-kremlin-visit79x3.
2018-11-03-kremlin-visit
','[]','2026-11-24 10:37:36.851879',NULL,NULL,NULL,X'4B05C007CA491D053E1BC11BCD07F4145C75AE1E4137230898A79007B082EF057D83A5095731CD13284A911372A6ED01D8973406904B2D0DD3E95D07ED2D0D182F250E05F324AE2044E2DC05ADCE4005AAFF10307C7957289AADAA1565419309C23A4B04525C702345CB6903AD08E2047FC218066C0FFC0EEC3FB304238C300372DCBC4ECC6EBD072992D8152EA38E08D38F29063AECAD079E262A45719CB42DFCB30030C8FF810B8C25BE14CF954B034ACA4D0810A67819BD8244028D927D050300722735199C0DA8C9A849BFF8B20FCEC26806B7849626FFCADD080D21B812F3A1CE01F7091D23FBAAB50B0E8958098651EB121C62BC01F21E5801BCF4181426943208E27715151B5036040804731BD4BB77194AE66E047B9F090260FC79124F79670078B3223184622E01CE6C9A032880C60BE24272247464D90A16A88201');
INSERT INTO "reports" VALUES(8,'aa3c73bfb6bb','aa3c73bfb6bb5b8e450b729d5a2837a286078830829a898aaf8f50a8038785cb',NULL,NULL,'2019-02-06-gazette','Baltic Courier','2019-02-06','en',NULL,'2019-02-06-gazette0x0 2019-02-06-gazette1x7 2019-02-06-gazette2x3 2019-02-06-gazette3x10 2019-02-06-gazette4x6 2019-02-06-gazette5x2 2019-02-06-gazette6x9 2019-02-06-gazette7x5.
2019-02-06-gazette8x1 2019-02-06-gazette9x8 2019-02-06-gazette10x4 2019-02-06-gazette11x0 2019-02-06-gazette12x7 2019-02-06-gazette13x3 2019-02-06-gazette14x10 2019-02-06-gazette15x6.
2019-02-06-gazette16x2 2019-02-06-gazette17x9 2019-02-06-gazette18x5 2019-02-06-gazette19x1 2019-02-06-gazette20x8 2019-02-06-gazette21x4 2019-02-06-gazette22x0 2019-02-06-gazette23x7.
2019-02-06-gazette24x3 2019-02-06-gazette25x10 2019-02-06-gazette26x6 2019-02-06-gazette27x2 2019-02-06-gazette28x9 2019-02-06-gazette29x5 2019-02-06-gazette30x1 2019-02-06-gazette31x8.
2019-02-06-gazette32x4 2019-02-06-gazette33x0 2019-02-06-gazette34x7 2019-02-06-gazette35x3 2019-02-06-gazette36x10 2019-02-06-gazette37x6 2019-02-06-gazette38x2 2019-02-06-gazette39x9.
2019-02-06-gazette40x5 2019-02-06-gazette41x1 2019-02-06-gazette42x8 2019-02-06-gazette43x4 2019-02-06-gazette44x0 2019-02-06-gazette45x7 2019-02-06-gazette46x3 2019-02-06-gazette47x10.
2019-02-06-gazette48x6 2019-02-06-gazette49x2 2019-02-06-gazette50x9 2019-02-06-gazette51x5 2019-02-06-gazette52x1 2019-02-06-gazette53x8 2019-02-06-gazette54x4 2019-02-06-gazette55x0.
2019-02-06-gazette56x7 2019-02-06-gazette57x3 2019-02-06-gazette58x10 2019-02-06-gazette59x6 2019-02-06-gazette60x2 2019-02-06-gazette61x9 2019-02-06-gazette62x5 2019-02-06-gazette63x1.
2019-02-06-gazette64x8 2019-02-06-gazette65x4 2019-02-06-gazette66x0 2019-02-06-gazette67x7 2019-02-06-gazette68x3 2019-02-06-gazette69x10 2019-02-06-gazette70x6 2019-02-06-gazette71x2.
2019-02-06-gazette72x9 2019-02-06-gazette73x5 2019-02-06-gazette74x1 2019-02-06-gazette75x8 2019-02-06-gazette76x4 2019-02-06-gazette77x0 2019-02-06-gazette78x7 2019-02-06-gazette79x3.
2019-02-06-gazette
','[]','2026-11-24 10:37:36.860517',NULL,NULL,NULL,X'BE21902B6F6B740812B3603E3FF0040026A85336E2B6AC204B7BB5257B594707A6908411FB5FC816A6E2451D27C92D1B96FC6E0242FDCF0C661E150151B442127C1A121A9CDDF21098B505016D3209204B0E661938D1DD10AE2007094A0204024F2B970BE999F702334B690FE5D8511C0514190FA55829008A97A3101D34C411D829710806563D024EF15C04FC3E63203FCC7207CB99BA058C9B5D017393D2047B5C4508457C7E0D6AC8ED132394F901EF95C1030498C114F9154E066323BA27A1E2011648A05D0AD3994811ABA47700C72BD00F6BF2040AA3DD80110CC12F1D692B6001C2C7C40C4ADEB80E9B3BF00B89E0E0029193E30CFCF5E204CC76460887E8A90614ECE311E35F93170B714B0B383CBB122DA0ED0722AE630188EDEA036738E31E24F4A7003ACBBE01AFF9923A0818480E833CCF0781A07E23D74AC125');
INSERT INTO "reports" VALUES(9,'a9cd0e308126','a9cd0e308126d2341380cf95e83a7cf258d7eb879af1f399b7d6af70039cdf85',NULL,NULL,'2019-02-08-bogota','The Bogotá Journal','2019-02-08','en',NULL,'2019-02-08-bogota0x0 2019-02-08-bogota1x7 2019-02-08-bogota2x3 2019-02-08-bogota3x10 2019-02-08-bogota4x6 2019-02-08-bogota5x2 2019-02-08-bogota6x9 2019-02-08-bogota7x5.
2019-02-08-bogota8x1 2019-02-08-bogota9x8 2019-02-08-bogota10x4 2019-02-08-bogota11x0 2019-02-08-bogota12x7 2019-02-08-bogota13x3 2019-02-08-bogota14x10 2019-02-08-bogota15x6.
2019-02-08-bogota16x2 2019-02-08-bogota17x9 2019-02-08-bogota18x5 2019-02-08-bogota19x1 2019-02-08-bogota20x8 2019-02-08-bogota21x4 2019-02-08-bogota22x0 2019-02-08-bogota23x7.
2019-02-08-bogota24x3 2019-02-08-bogota25x10 2019-02-08-bogota26x6 2019-02-08-bogota27x2 2019-02-08-bogota28x9 2019-02-08-bogota29x5 2019-02-08-bogota30x1 2019-02-08-bogota31x8.
2019-02-08-bogota32x4 2019-02-08-bogota33x0 2019-02-08-bogota34x7 2019-02-08-bogota35x3 2019-02-08-bogota36x10 2019-02-08-bogota37x6 2019-02-08-bogota38x2 2019-02-08-bogota39x9.
2019-02-08-bogota40x5 2019-02-08-bogota41x1 2019-02-08-bogota42x8 2019-02-08-bogota43x4 2019-02-08-bogota44x0 2019-02-08-bogota45x7 2019-02-08-bogota46x3 2019-02-08-bogota47x10.
2019-02-08-bogota48x6 2019-02-08-bogota49x2 2019-02-08-bogota50x9 2019-02-08-bogota51x5 2019-02-08-bogota52x1 2019-02-08-bogota53x8 2019-02-08-bogota54x4 2019-02-08-bogota55x0.
2019-02-08-bogota56x7 2019-02-08-bogota57x3 2019-02-08-bogota58x10 2019-02-08-bogota59x6 2019-02-08-bogota60x2 2019-02-08-bogota61x9 2019-02-08-bogota62x5 2019-02-08-bogota63x1.
2019-02-08-bogota64x8 2019-02-08-bogota65x4 2019-02-08-bogota66x0 2019-02-08-bogota67x7 2019-02-08-bogota68x3 2019-02-08-bogota69x10 2019-02-08-bogota70x6 2019-02-08-bogota71x2.
2019-02-08-bogota72x9 2019-02-08-bogota73x5 2019-02-08-bogota74x1 2019-02-08-bogota75x8 2019-02-08-bogota76x4 2019-02-08-bogota77x0 2019-02-08-bogota78x7 2019-02-08-bogota79x3.
2019-02-08-bogota
','[]','2026-11-24 10:37:36.870381',NULL,NULL,NULL,X'E939C51229B8A5075DE9A405F86342061835C40362A0DE22529C110CCF652B08EDF9C111C309B60662FEF5046D2F530C020DB710CF342A052D0223040F00B414B4E90207D0B2CA08D26841004710120072A3D9010689A111BC39A70802C801038A82BD18D73140199FDE8503A9313F00262868149D5FFC071BD2CD02CA417D144AD2230CB3C96D05A01DB61B8AA15D0049AB2F0620B81F14FA3EA502E7AF10045889900C3341850AEA18DF0E7AD2BD3A74B50E0199C1594586739905B2B0DB11140C2B1D4DE9BE1A25748300A422AF099461490C4B6B8417489900033993A1011DC27B00816D2D028A07E804AFB68E07FDCDF40A009F112D3B44AB0C34E1EA25CDA0B7202E94A9356160D00300FB65067C8A453865D5420E2F14C61AC9E4652242B0830030076423E2D10701602917006967AF1A76EB6501C01CF41B4C4F2A20');
INSERT INTO "reports" VALUES(10,'dc885efd74af','dc885efd74af189fabf128cb346e36fbfa35a7b5695ef8742004dbfd392b8b5f',NULL,NULL,'2019-07-25-lavrov','Continental Wire','2019-07-25','en',NULL,'2019-07-25-lavrov0x0 2019-07-25-lavrov1x7 2019-07-25-lavrov2x3 2019-07-25-lavrov3x10 2019-07-25-lavrov4x6 2019-07-25-lavrov5x2 2019-07-25-lavrov6x9 2019-07-25-lavrov7x5.
2019-07-25-lavrov8x1 2019-07-25-lavrov9x8 2019-07-25-lavrov10x4 2019-07-25-lavrov11x0 2019-07-25-lavrov12x7 2019-07-25-lavrov13x3 2019-07-25-lavrov14x10 2019-07-25-lavrov15x6.
2019-07-25-lavrov16x2 2019-07-25-lavrov17x9 2019-07-25-lavrov18x5 2019-07-25-lavrov19x1 2019-07-25-lavrov20x8 2019-07-25-lavrov21x4 2019-07-25-lavrov22x0 2019-07-25-lavrov23x7.
2019-07-25-lavrov24x3 2019-07-25-lavrov25x10 2019-07-25-lavrov26x6 2019-07-25-lavrov27x2 2019-07-25-lavrov28x9 2019-07-25-lavrov29x5 2019-07-25-lavrov30x1 2019-07-25-lavrov31x8.
2019-07-25-lavrov32x4 2019-07-25-lavrov33x0 2019-07-25-lavrov34x7 2019-07-25-lavrov35x3 2019-07-25-lavrov36x10 2019-07-25-lavrov37x6 2019-07-25-lavrov38x2 2019-07-25-lavrov39x9.
2019-07-25-lavrov40x5 2019-07-25-lavrov41x1 2019-07-25-lavrov42x8 2019-07-25-lavrov43x4 2019-07-25-lavrov44x0 2019-07-25-lavrov45x7 2019-07-25-lavrov46x3 2019-07-25-lavrov47x10.
2019-07-25-lavrov48x6 2019-07-25-lavrov49x2 2019-07-25-lavrov50x9 2019-07-25-lavrov51x5 2019-07-25-lavrov52x1 2019-07-25-lavrov53x8 2019-07-25-lavrov54x4 2019-07-25-lavrov55x0.
2019-07-25-lavrov56x7 2019-07-25-lavrov57x3 2019-07-25-lavrov58x10 2019-07-25-lavrov59x6 2019-07-25-lavrov60x2 2019-07-25-lavrov61x9 2019-07-25-lavrov62x5 2019-07-25-lavrov63x1.
2019-07-25-lavrov64x8 2019-07-25-lavrov65x4 2019-07-25-lavrov66x0 2019-07-25-lavrov67x7 2019-07-25-lavrov68x3 2019-07-25-lavrov69x10 2019-07-25-lavrov70x6 2019-07-25-lavrov71x2.
2019-07-25-lavrov72x9 2019-07-25-lavrov73x5 2019-07-25-lavrov74x1 2019-07-25-lavrov75x8 2019-07-25-lavrov76x4 2019-07-25-lavrov77x0 2019-07-25-lavrov78x7 2019-07-25-lavrov79x3.
2019-07-25-lavrov
','[]','2026-11-24 10:37:36.879891',NULL,NULL,NULL,X'AE07240E917B9228E1622E0D8F38BB0741C6530D4CF3A22FEA4DF60DD482280CEFC65E0B727527004C9F9B0C911E4E0FA86007241CEF7E04144FBD06A5A3C00F144821027A15AE1B556C6A2C70B35D0E1B51A402355193040B6D1A0891C3A107E6EB3403C11EF90977BC0D02BE6E570043B0B509B814E50BE3A0FD105E20AE0C86E90114BDD7BF0E84ED2303574EE60535764F0C0AA2ED2A9623741890C54A04B2A64B1F660980032941E0063EBF210BFBF4A000CB4DAC1DF672922DBBB11F06FCE23C2E24BC8D02E7BE96013EB7F5070954AD0A90BA6104D287E129C7991200149A085B6FC01B012857EE230BA3361DC6917400C44F6C052C5E2B08C9E8F7073B0245207D02F900E9AE2D038BA94218A174D23EEFEF5E093C0EF814267E3E0EA4E35A03063D2800BC4A33157A454C12241A2315ACFD2E004C2F7F198762BE12');
INSERT INTO "reports" VALUES(11,'9b7d82d475ee','9b7d82d475ee04cdb1e324f0562c18c2d83afa88219d1c95687162ac155a1eff','https://news.example.org/1',NULL,'wrong','The wrong Post','2015-01-05','en',NULL,'wrong0x0 wrong1x7 wrong2x3 wrong3x10 wrong4x6 wrong5x2 wrong6x9 wrong7x5.
wrong8x1 wrong9x8 wrong10x4 wrong11x0 wrong12x7 wrong13x3 wrong14x10 wrong15x6.
wrong16x2 wrong17x9 wrong18x5 wrong19x1 wrong20x8 wrong21x4 wrong22x0 wrong23x7.
wrong24x3 wrong25x10 wrong26x6 wrong27x2 wrong28x9 wrong29x5 wrong30x1 wrong31x8.
wrong32x4 wrong33x0 wrong34x7 wrong35x3 wrong36x10 wrong37x6 wrong38x2 wrong39x9.
wrong40x5 wrong41x1 wrong42x8 wrong43x4 wrong44x0 wrong45x7 wrong46x3 wrong47x10.
wrong48x6 wrong49x2 wrong50x9 wrong51x5 wrong52x1 wrong53x8 wrong54x4 wrong55x0.
wrong56x7 wrong57x3 wrong58x10 wrong59x6.','[]','2026-11-24 10:37:36.894034',12,'2026-11-24 10:37:37.247834',NULL,X'2FB0B484DB77CA1AF8C66B2EFAAC601BDF750371BB262713AB857205FB0B56013FAD058A365FF8413D5147080A1F9814DE6A2010E25DFC399DB14F95DD3C9676C15BF33480870C37DECCC539F755D23097845102B03DC83982BFF3470A02315CA0C604A584F4F515AD8ABEC1BE9DFE3F0F929962B44CA41340BA51C0EB51E65B96FF7058C0088DAC21C44B63068F9B2322FF7E84133F7B0F10A80F094FAE1763D9C3943E54978F2B9F03A30C2D88DD253477F5991DD7E124F26DAA26C51FE46F21311C47970E68C11BCE12810FF746128A3451088565D97BE48D444E0951580B3A0F8C14117CBE74676030AAF72C395195B18A3414D34D48E5F5E9C0AF1D1BC15B1F075EF3883E606C20502EEBDB8BC0CF3015260D1DBC5CDEE6FC6B37EBC71EDD0B8D611B3469C0D8C6C3C0BCD2DFC08B04A3052735B239CE16EE1A7489C51B');
INSERT INTO "reports" VALUES(12,'b6442b1f0f54','b6442b1f0f54478b3996bb7003920027dcbfd664460cc6729204baae94010b1b','https://news.example.org/1',NULL,'right','The right Post','2015-01-05','en',NULL,'right0x0 right1x7 right2x3 right3x10 right4x6 right5x2 right6x9 right7x5.
right8x1 right9x8 right10x4 right11x0 right12x7 right13x3 right14x10 right15x6.
right16x2 right17x9 right18x5 right19x1 right20x8 right21x4 right22x0 right23x7.
right24x3 right25x10 right26x6 right27x2 right28x9 right29x5 right30x1 right31x8.
right32x4 right33x0 right34x7 right35x3 right36x10 right37x6 right38x2 right39x9.
right40x5 right41x1 right42x8 right43x4 right44x0 right45x7 right46x3 right47x10.
right48x6 right49x2 right50x9 right51x5 right52x1 right53x8 right54x4 right55x0.
right56x7 right57x3 right58x10 right59x6.','[]','2026-11-24 10:37:37.247834',NULL,NULL,NULL,X'E7834B8C5F3A01C1A26C7062B75C0F703DF63FC097641731C430DB2ADDE2855B64CA38C11CA7DF197A95C83012CC442E4E1150099E3EFD1134F2651E45988E1E7907DA54FAE9991EB63089383D2279C10BBDCB3108107E5BEB65E306094021534216842540481D04DFA07839B48AC419670CC65AD20BE21C9669DE369C38781C8843E20C4CE8C40285298FC151D010C114809E1D2E361C63FA4645322D6DD36B104F454F564A26A1726EBB1AB514347A4CD657BDBC9E7336A4AF1B22BA91E68AF7EF9056D46DB10FC698BC5C6AB01DA8E02D415D66C8B97E2A0B2FC1B2D9F899C1868F5F8953792224648DBB1A8D9C5DDF681A28C662AB232A4AE73F66D78F1E2CA49B8824C2658F1088272D387A0B93F703A3BC672A824CAC2A3EC00871555082217A123D1F2E15A8ACBA1C508C96025DCF590F8D9E831797759BB068567209');
CREATE TABLE source_grades (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	reliability VARCHAR(1) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_source_grades PRIMARY KEY (id)
);
CREATE INDEX ix_deal_states_deal ON deal_states (deal);
CREATE INDEX ix_deal_states_family_id ON deal_states (family_id);
CREATE INDEX ix_deal_states_valid_until_amount_usd ON deal_states (valid_until, amount_usd);
CREATE INDEX ix_deal_states_valid_until_last_seen ON deal_states (valid_until, last_seen);
CREATE INDEX ix_entities_country_mentions ON entities (country, mentions);
CREATE INDEX ix_entities_kind_mentions ON entities (kind, mentions);
CREATE INDEX ix_entities_mentions ON entities (mentions);
CREATE INDEX ix_reports_copy_of ON reports (copy_of);
CREATE INDEX ix_reports_published ON reports (published);
CREATE INDEX ix_reports_url ON reports (url);
CREATE INDEX ix_source_grades_source ON source_grades (source);
CREATE UNIQUE INDEX ix_claims_report_id_number ON claims (report_id, number);
CREATE INDEX ix_deal_facets_amount ON deal_facets (facet, value, amount_usd);
CREATE INDEX ix_deal_facets_state_id ON deal_facets (state_id);
CREATE INDEX ix_names_block ON names (block);
CREATE INDEX ix_names_entity_id ON names (entity_id);
CREATE INDEX ix_names_wider_block ON names (wider_block);
CREATE INDEX ix_report_deals_deal ON report_deals (deal);
CREATE INDEX ix_report_deals_family_id ON report_deals (family_id);
CREATE UNIQUE INDEX ix_report_deals_report_id_position ON report_deals (report_id, position);
CREATE INDEX ix_report_deal_keys_report_deal_id ON report_deal_keys (report_deal_id);
CREATE INDEX ix_report_offices_report_id ON report_offices (report_id);
CREATE TRIGGER reports_inserted after insert on reports begin insert into reports_fts (rowid, title, text) values (new.id, new.title, new.text); end;
CREATE TRIGGER reports_deleted after delete on reports begin insert into reports_fts (reports_fts, rowid, title, text) values ('delete', old.id, old.title, old.text); end;
CREATE TRIGGER reports_changed after update of title, text on reports begin insert into reports_fts (reports_fts, rowid, title, text) values ('delete', old.id, old.title, old.text); insert into reports_fts (rowid, title, text) values (new.id, new.title, new.text); end;
CREATE TRIGGER claims_inserted after insert on claims begin insert into claims_fts (rowid, text) values (new.id, new.text); end;
CREATE TRIGGER claims_deleted after delete on claims begin insert into claims_fts (claims_fts, rowid, text) values ('delete', old.id, old.text); end;
CREATE TRIGGER claims_changed after update of text on claims begin insert into claims_fts (claims_fts, rowid, text) values ('delete', old.id, old.text); insert into claims_fts (rowid, text) values (new.id, new.text); end;
CREATE INDEX ix_reports_publisher ON reports (lower(substr(publisher, 1, 100)), published, id);
CREATE INDEX ix_desk_alerts_person_seen_at ON desk_alerts (person, seen_at);
CREATE INDEX ix_desk_attempts_key_made_at ON desk_attempts ("key", made_at);
CREATE INDEX ix_desk_doubts_doubt ON desk_doubts (doubt);
CREATE INDEX ix_desk_doubts_family_id ON desk_doubts (family_id);
CREATE INDEX ix_desk_jobs_batch ON desk_jobs (batch);
CREATE INDEX ix_desk_jobs_state ON desk_jobs (state);
CREATE INDEX ix_desk_jobs_person ON desk_jobs (person);
CREATE INDEX ix_desk_reviews_subject ON desk_reviews (subject);
CREATE INDEX ix_desk_reviews_undoes ON desk_reviews (undoes);
CREATE INDEX ix_desk_searches_person ON desk_searches (person);
CREATE INDEX ix_desk_sessions_account_id ON desk_sessions (account_id);
CREATE INDEX ix_desk_tokens_account_id ON desk_tokens (account_id);
CREATE INDEX ix_claims_score_type ON claims (score, type);
CREATE INDEX ix_claim_actors_name_id_published ON claim_actors (name_id, published);
CREATE INDEX ix_entities_family ON entities (family);
CREATE TRIGGER names_inserted after insert on names begin insert into names_fts (rowid, name, folded) values (new.id, new.name, new.folded); end;
CREATE TRIGGER names_deleted after delete on names begin insert into names_fts (names_fts, rowid, name, folded) values ('delete', old.id, old.name, old.folded); end;
CREATE TRIGGER names_changed after update of name, folded on names begin insert into names_fts (names_fts, rowid, name, folded) values ('delete', old.id, old.name, old.folded); insert into names_fts (rowid, name, folded) values (new.id, new.name, new.folded); end;
CREATE INDEX ix_deal_states_valid_until_reports ON deal_states (valid_until, reports, last_seen);
CREATE INDEX ix_deal_states_valid_until_first_seen ON deal_states (valid_until, first_seen, last_seen);
CREATE INDEX ix_report_deals_paid ON report_deals (family_id) WHERE financing <> '[]';
CREATE VIEW deals as 
        select deal, headline, supplier, recipient, kind, stage, stage_date, hedged, confirmed,
               amount, currency, amount_usd, first_seen, last_seen, reports, root_sources
        from deal_states where valid_until is null
        and id in (select state_id from deal_facets where facet = 'all');
CREATE VIEW deal_reports as 
        select d.deal, r.key as report, r.published, r.publisher, r.title, d.stage, d.stage_date,
               d.hedged, d.value_amount, d.value_currency
        from report_deals d join reports r on r.id = d.report_id;
CREATE VIEW claims_by_report as 
        select r.key as report, r.published, r.publisher, c.number, c.type, c.modality, c.stage,
               c.text, c.amount, c.currency, c.time, c.place, c.score
        from claims c join reports r on r.id = c.report_id;
CREATE VIEW claims_by_entity as 
        select e.kind, e.name as entity, e.country, a.role, a.as_written, c.type, c.modality,
               c.text, r.key as report, r.published
        from claim_actors a join names n on n.id = a.name_id
        join entities e on e.id = n.entity_id
        join claims c on c.id = a.claim_id join reports r on r.id = c.report_id;
CREATE VIEW offices as 
        select e.name as person, o.office, n.country, min(o.first_seen) as first_seen,
               max(o.last_seen) as last_seen, sum(o.reports) as reports
        from name_offices o join names n on n.id = o.name_id join entities e on e.id = n.entity_id
        group by e.name, o.office, n.country;
CREATE VIEW copies as 
        select o.key as original, o.publisher as original_publisher, o.published as first_published,
               c.key as copy, c.publisher, c.published
        from reports c join reports o on o.id = c.copy_of;
COMMIT;
CREATE VIRTUAL TABLE reports_fts using fts5(title, text, content='reports', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claims_fts using fts5(text, content='claims', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE names_fts using fts5(name, folded, content='names', content_rowid='id', tokenize='trigram');
INSERT INTO reports_fts (reports_fts) VALUES ('rebuild');
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
INSERT INTO names_fts (names_fts) VALUES ('rebuild');
